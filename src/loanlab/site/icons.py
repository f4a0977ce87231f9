"""Font Awesome cut down to the icons that the built book shows."""

import io
import logging
import re
import shutil
from pathlib import Path

import pydata_sphinx_theme
from fontTools import subset
from fontTools.ttLib import TTFont
from sphinx.application import Sphinx

from .paths import static_folder

FONTS = ("fa-solid-900", "fa-regular-400", "fa-brands-400")

# fontTools tells every step of a cut.
logging.getLogger("fontTools").setLevel(logging.WARNING)

_RULE = re.compile(r'((?:\.fa-[\w-]+:+before,?)+)\{content:"\\([0-9a-f]+)"\}')
_NAME = re.compile(r"\bfa-[a-z0-9-]+")
_GLYPH = re.compile(r'content:\s*"\\(f[0-9a-f]{3})')
_FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
_FONT_FILE = re.compile(r"url\(\.\./webfonts/([\w-]+)\.woff2\)")


def icon_rules(style: str) -> dict[str, str]:
    r"""Which character Font Awesome's style sheet shows for each icon.

    Parameters
    ----------
    style
        The style sheet.

    Returns
    -------
    dict
        The icon's class to its character's code in hexadecimal digits.

    Examples
    --------
    >>> icon_rules('.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}')
    {'fa-bars': 'f0c9', 'fa-navicon': 'f0c9'}
    """
    return {
        name: code for selectors, code in _RULE.findall(style) for name in _NAME.findall(selectors)
    }


def used_codes(texts: list[str], rules: dict[str, str]) -> set[str]:
    """The characters that pages and style sheets show.

    Parameters
    ----------
    texts
        HTML pages and style sheets.
    rules
        What `icon_rules` found.

    Returns
    -------
    set of str
        Codes in hexadecimal digits.
    """
    codes: set[str] = set()
    for text in texts:
        codes |= {rules[name] for name in _NAME.findall(text) if name in rules}
        codes |= set(_GLYPH.findall(text))
    return codes


def cut_style(style: str, codes: set[str], fonts: set[str]) -> str:
    """The style sheet without the rules of icons and fonts that are not used.

    Parameters
    ----------
    style
        Font Awesome's style sheet.
    codes
        The characters that are shown.
    fonts
        The font files that are left, without folder and suffix.

    Returns
    -------
    str
        A style sheet that looks for its fonts beside itself.
    """
    style = _RULE.sub(lambda rule: rule[0] if rule[2] in codes else "", style)

    def face(rule: re.Match[str]) -> str:
        # The families of older versions are for pages written long ago.
        found = _FONT_FILE.search(rule[0])
        if not found or found[1] not in fonts or "Font Awesome\\ 6" not in rule[0]:
            return ""
        source = f'src:url({found[1]}.woff2) format("woff2")}}'
        return re.sub(r"src:.*\}", lambda _: source, rule[0])

    return _FONT_FACE.sub(face, style)


def cut_font(font: bytes, codes: set[str]) -> bytes | None:
    """A font with the given characters only.

    Parameters
    ----------
    font
        A WOFF2 file.
    codes
        Characters in hexadecimal digits.

    Returns
    -------
    bytes or None
        A WOFF2 file, or None if the font has none of the characters.
    """
    with TTFont(io.BytesIO(font)) as whole:
        shown = {int(code, 16) for code in codes} & set(whole.getBestCmap())
        if not shown:
            return None
        options = subset.Options(flavor="woff2", layout_features=[], name_IDs=[])
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=shown)
        cutter.subset(whole)
        whole.flavor = "woff2"
        target = io.BytesIO()
        whole.save(target)
    return target.getvalue()


def write_icons(app: Sphinx, problem: Exception | None) -> None:
    """Write icons.css and its fonts, and drop the theme's copy of the whole set.

    Parameters
    ----------
    app
        The Sphinx application.
    problem
        What ended the build, if it failed.
    """
    if problem is not None or app.builder.format != "html":
        return
    theme = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
    (source,) = (theme / "vendor" / "fontawesome").iterdir()
    style = (source / "css" / "all.min.css").read_text(encoding="utf-8")
    out = Path(app.outdir)
    shutil.rmtree(out / "_static" / "vendor" / "fontawesome", ignore_errors=True)

    styles = [*(out / "_static" / "styles").glob("*.css"), static_folder(app) / "loanlab.css"]
    texts = [path.read_text(encoding="utf-8") for path in [*out.rglob("*.html"), *styles]]
    codes = used_codes(texts, icon_rules(style))
    fonts = set()
    for font in FONTS:
        cut = cut_font((source / "webfonts" / f"{font}.woff2").read_bytes(), codes)
        if cut:
            fonts.add(font)
            (static_folder(app) / f"{font}.woff2").write_bytes(cut)
    icons = cut_style(style, codes, fonts)
    (static_folder(app) / "icons.css").write_text(icons, encoding="utf-8", newline="\n")
