"""The ghost: the state before a change, drawn as dashed outlines in the scales of the new one.

A compiled spec reads its rows from the data "rows". Here it gets a second data set, "ghost", with
the same columns. Everything that is made from the rows is made from the ghost too, and each bar,
line, area and point is drawn a second time as an outline. No chart function needs to know.

Without a ghost: texts, rules and ticks, invisible helpers, the areas of a map, and the dots of a
crowd, which hundreds of outlines would hide. A bar's style can decide otherwise: the parts of a
stack have none, but the invisible bar of their sum has one.
"""

import json
from typing import Any

from .theme import ALWAYS_OUTLINED, NEVER_OUTLINED, PALETTE

Spec = dict[str, Any]

DASH = [3, 2]
# The outlines of these marks of Vega-Lite are drawn. A "rect" is an area of a map, which stays.
OUTLINED = ("bar", "line", "area", "point")
# Below this opacity a mark only carries tooltips.
VISIBLE = 0.05
# Column with the place of a bar that is named by a text.
PLACE = "bar_place"


def add_ghost(spec: Spec) -> None:
    """Add the data "ghost" and its outlines to a compiled spec, in place.

    While the data is empty, the drawing and its scales are those of the spec without it.

    Parameters
    ----------
    spec
        A Vega spec on the named data "rows", which stays as it is otherwise. The name of each
        outline begins with ``ghost``; in the SVG it is a class of the outline's group.
    """
    names = _copy_data(spec)
    for scale in spec["scales"]:
        _widen(scale, names)
    _keep_order(spec, names)
    outlines = [outline for mark in spec["marks"] for outline in _outlines(mark, names)]
    # Above the marks of the new state, which may hide the old, but below the texts at the end.
    end = len(spec["marks"])
    while end and spec["marks"][end - 1]["type"] == "text":
        end -= 1
    spec["marks"][end:end] = outlines


def _copy_data(spec: Spec) -> dict[str, str]:
    """Copy the data that comes from the rows; return each name's copy."""
    names = {"rows": "ghost"}
    copies = [{"name": "ghost", "values": []}]
    for data in spec["data"]:
        is_crowd = any(step["type"] == "flatten" for step in data.get("transform", []))
        if data.get("source") in names and not is_crowd:
            names[data["name"]] = f"ghost_{data['name']}"
            copies.append({**_copy(data), "name": names[data["name"]]})
            copies[-1]["source"] = names[data["source"]]
    spec["data"] += copies
    return names


def _copy(part: Any) -> Any:
    return json.loads(json.dumps(part))


def _widen(scale: Spec, names: dict[str, str]) -> None:
    """Let a scale's domain include the ghost's values, after those of the rows."""
    domain = scale.get("domain")
    if not isinstance(domain, dict) or "signal" in domain:
        return
    if "fields" in domain:
        data = domain.pop("data", None)
        fields = [{"data": data, "field": each} if data else each for each in domain["fields"]]
    else:
        fields = [{"data": domain.pop("data"), "field": domain.pop("field")}]
    ghosts = [
        {**each, "data": names[each["data"]]}
        for each in fields
        if isinstance(each, dict) and each.get("data") in names
    ]
    domain["fields"] = [*fields, *ghosts]


def _keep_order(spec: Spec, names: dict[str, str]) -> None:
    """Put each bar that only the ghost has behind the one that it followed there.

    Bars stand in the order of their rows. Vega merges the names of the rows and of the ghost and
    would put those that only the ghost has last. Bars that are sorted by a number stay so.
    """
    bands = [each for each in spec["scales"] if (each["name"], each["type"]) == ("y", "band")]
    if not bands or "sort" in bands[0]["domain"]:
        return
    domain = bands[0]["domain"]
    data = {each["name"]: each for each in spec["data"]}
    number = {"type": "window", "ops": ["row_number"], "as": [PLACE]}
    for root in ("rows", "ghost"):
        data[root]["transform"] = [dict(number), *data[root].get("transform", [])]
    # The first layer has every name.
    first, field = domain["fields"][0]["data"], domain["fields"][0]["field"]
    for name in {each["data"] for each in domain["fields"]} & set(names.values()):
        data[name].setdefault("transform", []).extend(
            [
                {
                    "type": "lookup",
                    "from": first,
                    "key": field,
                    "fields": [field],
                    "values": [PLACE],
                    "as": ["found_place"],
                },
                {
                    "type": "window",
                    "sort": {"field": PLACE},
                    "ignorePeers": True,
                    "ops": ["max"],
                    "fields": ["found_place"],
                    "as": ["last_place"],
                    "frame": [None, 0],
                },
                {
                    "type": "formula",
                    "as": PLACE,
                    "expr": "datum.found_place || (datum.last_place || 0) + 0.5",
                },
            ]
        )
    domain["sort"] = {"op": "min", "field": PLACE}


def _outlines(mark: Spec, names: dict[str, str]) -> list[Spec]:
    """Make a mark's outlines: one, or none for a mark that has no ghost."""
    source = mark.get("from", {})
    if mark["type"] == "group":
        facet = source.get("facet", {})
        if facet.get("data") not in names:
            return []
        # The lines of a group are drawn from a part of the data that the facet names.
        own = f"ghost_{facet['name']}"
        inner = [
            outline
            for each in mark["marks"]
            for outline in _outlines(each, {**names, facet["name"]: own})
        ]
        group = _copy({**mark, "marks": inner, "name": f"ghost_{mark['name']}"})
        group["from"]["facet"].update(name=own, data=names[facet["data"]])
        return [{**group, "interactive": False}] if inner else []
    if source.get("data") not in names or not _is_outlined(mark):
        return []
    outline: Spec = _copy(mark)
    outline.update(
        name=f"ghost_{mark['name']}",
        interactive=False,
        aria=False,
        **{"from": {"data": names[source["data"]]}},
    )
    look = outline["encode"]["update"]
    for channel in (
        "tooltip",
        "fill",
        "fillOpacity",
        "opacity",
        "description",
        "ariaRoleDescription",
    ):
        look.pop(channel, None)
    # The colour of texts, because the muted one would not be seen on top of a bar.
    look.update(
        stroke={"value": PALETTE["text"]}, strokeDash={"value": DASH}, strokeWidth={"value": 1}
    )
    if mark["type"] in ("rect", "symbol"):
        look["fill"] = {"value": "transparent"}
    if mark["type"] == "symbol":
        # A circle has no room for dashes.
        look.pop("strokeDash")
    if mark["type"] == "area":
        # Only the upper edge: the lower one is the upper edge of the area below.
        outline.update(type="line", style=["line"])
        for channel in ("orient", "y2"):
            look.pop(channel, None)
    return [outline]


def _is_outlined(mark: Spec) -> bool:
    look = mark["encode"]["update"]
    styles = mark.get("style", [])
    if NEVER_OUTLINED in styles or not any(style in OUTLINED for style in styles):
        return False
    if ALWAYS_OUTLINED in styles:
        return True
    opacity, size = (look.get(name, {}).get("value", 1) for name in ("opacity", "size"))
    return bool(opacity > VISIBLE and size > 0)
