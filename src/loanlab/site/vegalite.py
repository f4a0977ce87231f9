"""Renders Altair charts of the chapters' cells as SVG, data table and spec for the page's Vega."""

import datetime
import hashlib
import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from docutils import nodes
from markupsafe import Markup
from myst_nb.core.render import MimeData, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from loanlab.charts.compile import Spec, compile_spec, svg_of
from loanlab.text import catalogue
from loanlab.views.templating import templates

from . import browser_data
from .paths import static_folder
from .settings import language_of

MIME = "application/vnd.vegalite.v5+json"


class ChartError(ValueError):
    """A chart has no description or no tooltips, which readers who cannot see it need."""


class Table(NamedTuple):
    """A chart's data as text."""

    heads: list[str]
    rows: list[list[str]]


def table_of(chart: Spec) -> Table:
    """Collect the data that a chart's tooltips show, row by row.

    Parameters
    ----------
    chart
        A Vega-Lite spec as Altair writes it, its data inside.

    Returns
    -------
    Table
        A column for each entry of the first tooltip found, titled and formatted as there.

    Raises
    ------
    ChartError
        If no layer of the chart has a list of tooltips.
    """
    for layer in [chart, *chart.get("layer", [])]:
        tooltips = layer.get("encoding", {}).get("tooltip")
        if isinstance(tooltips, list):
            data = layer.get("data", chart.get("data"))
            rows = chart["datasets"][data["name"]]
            return Table(
                [tip.get("title", tip["field"]) for tip in tooltips],
                [[_text(row[tip["field"]], tip) for tip in tooltips] for row in rows],
            )
    raise ChartError("a chart needs a list of tooltips: its table shows the same")


def _text(value: Any, tip: dict[str, Any]) -> str:
    if tip["type"] == "temporal":
        return datetime.datetime.fromisoformat(value).strftime(tip["format"])
    # Python understands the d3 number formats that the book uses.
    return format(value, tip.get("format", ""))


def chart_html(chart: Spec, spec: Spec, key: str, strings: dict[str, Any]) -> str:
    """Render a chart as the page shows it before any script runs.

    Parameters
    ----------
    chart
        The Vega-Lite spec.
    spec
        The compiled Vega spec.
    key
        The key under which the page's script finds the compiled spec.
    strings
        The language's catalogue.

    Returns
    -------
    str
        A ``<figure>`` with the SVG and the folded table.

    Raises
    ------
    ChartError
        If the chart has no description or no tooltips.
    """
    if not chart.get("description"):
        raise ChartError('a chart needs .properties(description="…"): readers hear it instead')
    return (
        templates()
        .get_template("chart.html.j2")
        .render(
            description=chart["description"],
            key=key,
            # Safe: the chart comes from our own chapter's cell.
            svg=Markup(svg_of(spec)),  # noqa: S704
            table=table_of(chart),
            interface=strings["interface"],
        )
    )


class VegaLiteRenderer:
    """Renders Altair's output for MyST-NB (an entry point of ``myst_nb.mime_renderers``)."""

    mime_priority_overrides = (("*", MIME, 4),)

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Render one output of a cell.

        Parameters
        ----------
        renderer
            MyST-NB's renderer.
        data
            The output.
        inline
            Whether it stands within a line of text.

        Returns
        -------
        list or None
            The chart's HTML; None if the output is something else.
        """
        if inline or data.mime_type != MIME:
            return None
        env = renderer.renderer.sphinx_env
        chart: dict[str, Any] = dict(data.content)
        spec = compile_spec(chart)
        text = json.dumps(spec, sort_keys=True)
        key = hashlib.sha256(text.encode()).hexdigest()[:12]
        try:
            html = chart_html(chart, spec, key, catalogue(language_of(env.config)))
        except ChartError as problem:
            renderer.logger.warning(str(problem), subtype="chart", line=data.line)
            return []
        _specs(env).setdefault(env.docname, {})[key] = spec
        return [nodes.raw(text=html, format="html")]


def _specs(env: Any) -> dict[str, dict[str, Spec]]:
    """Get the compiled specs of each page; Sphinx keeps its environment from build to build."""
    if not hasattr(env, "loanlab_specs"):
        env.loanlab_specs = {}
    specs: dict[str, dict[str, Spec]] = env.loanlab_specs
    return specs


def forget_charts(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page's charts before it is read again."""
    _specs(env).pop(docname, None)


def merge_charts(app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: Any) -> None:
    """Add the charts that a parallel process read."""
    for docname in docnames:
        if docname in _specs(other):
            _specs(env)[docname] = _specs(other)[docname]


def write_charts(app: Sphinx, env: BuildEnvironment) -> None:
    """Write all charts into one file, once every page has been read."""
    if app.builder.format != "html":
        return
    specs = {key: spec for page in _specs(env).values() for key, spec in page.items()}
    browser_data.write_charts(static_folder(app), language_of(app.config), specs)
