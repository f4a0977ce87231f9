"""Search in Chinese: the index holds single characters and pairs, queries are split into pairs."""

import re

from sphinx.search import SearchLanguage

HAN = "\u3400-\u9fff\uf900-\ufaff"
_PIECES = re.compile(f"[{HAN}]+|[^\\W{HAN}]+")
_IS_HAN = re.compile(f"[{HAN}]")

# The same in the browser: it defines Sphinx's `splitQuery`. On file:// results have no excerpt,
# because there a script may not read other pages.
SPLIT_QUERY = r"""
function splitQuery(query) {
  const pieces = query.match(/[HAN]+|(?:(?![HAN])[\p{L}\p{N}_])+/gu) || [];
  return pieces.flatMap((piece) => {
    if (!/[HAN]/.test(piece) || piece.length === 1) return [piece];
    return [...piece.slice(1)].map((last, at) => piece[at] + last);
  });
}
if (typeof location !== "undefined" && location.protocol === "file:")
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
""".replace("HAN", r"\u3400-\u9fff\uf900-\ufaff")


def index_terms(text: str) -> list[str]:
    """Split a text into the terms of the index.

    Parameters
    ----------
    text
        Any text of a page.

    Returns
    -------
    list of str
        Each Chinese character, each pair of neighbours, and each word of other scripts.

    Examples
    --------
    >>> index_terms("年化利率 LPR")
    ['年', '化', '利', '率', '年化', '化利', '利率', 'LPR']
    """
    terms: list[str] = []
    for piece in _PIECES.findall(text):
        if _IS_HAN.match(piece):
            terms += piece
            terms += query_terms(piece) if len(piece) > 1 else []
        else:
            terms.append(piece)
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
    >>> query_terms("等额本息")
    ['等额', '额本', '本息']
    >>> query_terms("利")
    ['利']
    """
    terms: list[str] = []
    for piece in _PIECES.findall(text):
        if _IS_HAN.match(piece) and len(piece) > 1:
            terms += [piece[at : at + 2] for at in range(len(piece) - 1)]
        else:
            terms.append(piece)
    return terms


class ChineseSearch(SearchLanguage):
    """Sphinx's search for Chinese pages, without a dictionary of words."""

    lang = "zh"
    language_name = "Chinese"
    js_splitter_code = SPLIT_QUERY

    def split(self, input: str) -> list[str]:
        """Split a page's text into terms.

        Parameters
        ----------
        input
            The text.

        Returns
        -------
        list of str
            Terms for the index.
        """
        return index_terms(input)

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
            False for bare numbers, which Sphinx's search skips in every query.
        """
        return not (word.isascii() and word.isdigit())
