"""Keep series that do not occur in the rows out of a compiled chart's legend."""

from typing import Any

Spec = dict[str, Any]

# The channels of a legend that can hold a scale.
CHANNELS = ("fill", "stroke", "shape")


def list_present_series(spec: Spec) -> None:
    """Let each legend list the series that its marks have, in place.

    A legend lists the whole domain of its scale, which is fixed so that colours stay the same. Here
    it gets the values that occur in the data of its marks, in the order of the domain.

    Parameters
    ----------
    spec
        A Vega spec, changed in place.
    """
    domains = {scale["name"]: scale.get("domain") for scale in spec["scales"]}
    for number, legend in enumerate(spec.get("legends", [])):
        scale = next(legend[channel] for channel in CHANNELS if channel in legend)
        found = _series_of(spec["marks"], scale)
        if found is None or not isinstance(domains[scale], list):
            continue
        source, field = found
        name = f"legend_{number}"
        order = f"indexof({domains[scale]!r}, datum[{field!r}])"
        spec["data"].append(
            {
                "name": name,
                "source": source,
                "transform": [
                    {"type": "aggregate", "groupby": [field]},
                    {"type": "formula", "as": "order", "expr": order},
                    {"type": "collect", "sort": {"field": "order"}},
                ],
            }
        )
        legend["values"] = {"signal": f"pluck(data({name!r}), {field!r})"}


def _series_of(marks: list[Spec], scale: str) -> tuple[str, str] | None:
    """Find the data and the field of the marks that a scale colours or shapes."""
    for mark in marks:
        source = mark.get("from", {})
        if mark["type"] == "group":
            facet = source.get("facet", {})
            inner = _series_of(mark["marks"], scale)
            if inner and "data" in facet:
                return facet["data"], inner[1]
            continue
        for look in mark.get("encode", {}).get("update", {}).values():
            if isinstance(look, dict) and look.get("scale") == scale and "field" in look:
                return source["data"], look["field"]
    return None
