"""Search in each language: numbers as people type them, Chinese in characters and pairs."""

import importlib
import re
import unicodedata

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.search import SearchLanguage, languages

from .settings import language_of

HAN = "\u3400-\u9fff\uf900-\ufaff"
# A word ends at a number, and a number at a word.
_PIECES = re.compile(f"[{HAN}]+|[0-9]+(?:[.,][0-9]+)*%?|[^\\W{HAN}0-9]+")
_IS_HAN = re.compile(f"[{HAN}]")
# Sphinx's search skips bare numbers in a query. With this mark it finds 96110 too.
NUMBER_MARK = "#"

# The same in the browser: it defines Sphinx's `splitQuery`. On file:// results have no excerpt,
# because there a script may not read other pages.
SPLIT_QUERY = r"""
function splitQuery(query) {
  const pieces = query.normalize("NFKC")
    .match(/[HAN]+|[0-9]+(?:[.,][0-9]+)*%?|(?:(?![HAN0-9])[\p{L}\p{N}_])+/gu) || [];
  return pieces.flatMap((piece) => {
    if (/[0-9]/.test(piece)) {
      const number = piece.replaceAll(",", "");
      return /^[0-9]+$/.test(number) ? "MARK" + number : number;
    }
    if (!/[HAN]/.test(piece) || piece.length === 1) return piece;
    return [...piece.slice(1)].map((last, at) => piece[at] + last);
  });
}
if (typeof location !== "undefined" && location.protocol === "file:")
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
""".replace("HAN", r"\u3400-\u9fff\uf900-\ufaff").replace("MARK", NUMBER_MARK)


def index_terms(text: str) -> list[str]:
    """Split a text into the terms of the index.

    Parameters
    ----------
    text
        Any text of a page.

    Returns
    -------
    list of str
        Each Chinese character, each pair of neighbours, each word of other scripts and each number;
        a percentage also without its sign.

    Examples
    --------
    >>> index_terms("年化利率 LPR")
    ['年', '化', '利', '率', '年化', '化利', '利率', 'LPR']
    >>> index_terms("1,750元、18.25%")
    ['#1750', '元', '18.25%', '18.25']
    """
    terms: list[str] = []
    for piece in _pieces(text):
        if _IS_HAN.match(piece):
            terms += piece
            terms += _pairs(piece)
        else:
            terms.append(_term(piece))
            if piece.endswith("%"):
                terms.append(_term(piece[:-1]))
    return terms


def query_terms(text: str) -> list[str]:
    """Split a query into terms, as `SPLIT_QUERY` does in the browser.

    Only pairs: single characters would highlight every 利 and every 率 on the page that is opened.

    Parameters
    ----------
    text
        The text that a reader typed.

    Returns
    -------
    list of str
        The terms, all of which a page must have.

    Examples
    --------
    >>> query_terms("等额本息24%")
    ['等额', '额本', '本息', '24%']
    >>> query_terms("利")
    ['利']
    """
    terms: list[str] = []
    for piece in _pieces(text):
        terms += _pairs(piece) if _IS_HAN.match(piece) and len(piece) > 1 else [_term(piece)]
    return terms


def _pieces(text: str) -> list[str]:
    """Find the runs of Chinese characters, the numbers and the other words of a text."""
    # Full-width digits and letters are the same as others.
    return _PIECES.findall(unicodedata.normalize("NFKC", text))


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _term(piece: str) -> str:
    """Write a number without its commas; bare numbers get their mark."""
    if not re.match("[0-9]", piece):
        return piece
    number = piece.replace(",", "")
    return NUMBER_MARK + number if number.isdigit() else number


class NumberSearch(SearchLanguage):
    """Sphinx's search with our splitting into terms."""

    js_splitter_code = SPLIT_QUERY
    # The last character of the text that was split before.
    _last = ""

    def split(self, input: str) -> list[str]:
        """Split a piece of a page's text into terms.

        Links and bold type cut a sentence into several pieces; the pair of characters at a cut
        belongs to the index too.

        Parameters
        ----------
        input
            The text.

        Returns
        -------
        list of str
            Terms for the index.
        """
        ends = self._last + input[:1]
        self._last = input[-1:] or self._last
        return index_terms(input) + (_pairs(ends) if re.fullmatch(f"[{HAN}]{{2}}", ends) else [])


class ChineseSearch(NumberSearch):
    """Search in Chinese pages, without a dictionary of words."""

    lang = "zh"
    language_name = "Chinese"

    def stem(self, word: str) -> str:
        """Convert a term into its form in the index.

        Parameters
        ----------
        word
            A term.

        Returns
        -------
        str
            The term in lower case, as the browser looks it up.
        """
        return word.lower()

    def word_filter(self, word: str) -> bool:
        """Check whether a term belongs in the index.

        Parameters
        ----------
        word
            A term.

        Returns
        -------
        bool
            Always: a hotline, a price or a single character may be what somebody looks for.
        """
        return True


class WordSearch(NumberSearch):
    """Sphinx's search in a language of words between spaces; derived classes name theirs."""

    # Sphinx's own search in the language, which knows "loans" where one looks for "loan".
    sphinx_search: type[SearchLanguage] = SearchLanguage

    def stem(self, word: str) -> str:
        """Convert a term into its form in the index.

        Parameters
        ----------
        word
            A term.

        Returns
        -------
        str
            The word without its ending; a number, or a term in Chinese, as it is.
        """
        return word if is_number_or_han(word) else str(self.sphinx_search.stem(self, word.lower()))

    def word_filter(self, word: str) -> bool:
        """Check whether a term belongs in the index.

        Parameters
        ----------
        word
            A term.

        Returns
        -------
        bool
            Whether it is more than a word such as "the".
        """
        return is_number_or_han(word) or bool(self.sphinx_search.word_filter(self, word))


def word_search(language: str) -> type[WordSearch]:
    """Make the search in a language of words between spaces.

    Parameters
    ----------
    language
        The language as Sphinx names it.

    Returns
    -------
    type
        Sphinx's search in it with our splitting; without endings of words where Sphinx has none.

    Examples
    --------
    >>> word_search("fr")({}).stem("crédits"), word_search("xx")({}).stem("Crédits")
    ('crédit', 'crédits')
    """
    found = languages.get(language, SearchLanguage)
    if isinstance(found, str):
        module, _, name = found.rpartition(".")
        found = getattr(importlib.import_module(module), name)
    members = {"lang": language, "language_name": language, "sphinx_search": found}
    return type(f"WordSearch_{language}", (WordSearch, found), members)


def add_language_search(app: Sphinx, config: Config) -> None:
    """Add the search in the edition's language, whatever it is."""
    language = language_of(config)
    is_chinese = language == ChineseSearch.lang
    app.add_search_language(ChineseSearch if is_chinese else word_search(language))


def is_number_or_han(term: str) -> bool:
    """Tell numbers and Chinese from other words.

    Parameters
    ----------
    term
        A term of the index.

    Returns
    -------
    bool
        Whether it is one of these.

    Examples
    --------
    >>> is_number_or_han("18.25%"), is_number_or_han("微粒"), is_number_or_han("loans")
    (True, True, False)
    """
    return term.startswith(NUMBER_MARK) or term[:1].isdigit() or bool(_IS_HAN.match(term))
