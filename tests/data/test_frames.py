"""Test the data as tables."""

import pandas as pd
import pytest

from loanlab.data import claims, facts, frames, lpr, products, sources
from loanlab.text.edition import use_language


@pytest.mark.parametrize("name", frames.NAMES)
def test_tables_have_rows_and_unique_columns(name: str) -> None:
    frame = frames.frame(name)
    assert len(frame) >= 5
    assert frame.columns.is_unique


def test_a_table_takes_its_language_from_the_edition() -> None:
    use_language("en")
    try:
        assert frames.frame("products")["name"].str.isascii().all()
    finally:
        use_language("zh")
    assert not frames.frame("products")["name"].str.isascii().all()
    assert frames.frame("products", "en")["name"].str.isascii().all()


def test_a_range_has_two_columns_and_unknown_values_are_missing() -> None:
    frame = frames.frame("products").set_index("id")
    for name, product in products().items():
        for column in ("limit_range", "daily_rate_range", "nominal_annual_rate_range"):
            ends = [frame.loc[name, f"{column}_{end}"] for end in ("low", "high")]
            bounds = getattr(product, column)
            assert pd.isna(ends).all() if bounds is None else tuple(ends) == bounds


def test_every_claim_is_a_row_with_its_sources_joined() -> None:
    frame = frames.frame("claims").set_index("id")
    assert list(frame.index) == list(claims())
    assert frame.loc["c7-09", "sources"] == " ".join(claims()["c7-09"].sources)
    assert frame["provisional"].sum() == sum(claim.provisional for claim in claims().values())
    assert list(frame["tier"]) == [claim.tier for claim in claims().values()]


def test_the_figures_are_the_known_ones_of_the_simulations() -> None:
    frame = frames.frame("figures").set_index("id")
    known = {name: figure for name, figure in facts().items() if figure["value"] is not None}
    assert list(frame.index) == list(known)
    assert (frame.loc["service_fee_range", "low"], frame.loc["service_fee_range", "high"]) == (
        0.01,
        0.03,
    )
    assert frame.loc["annual_rate_cap.weilidai", "grounds"] == "c3-05"


def test_a_citation_without_a_translation_is_unchanged() -> None:
    frame = frames.frame("sources").set_index("id")
    assert frame.loc["bimba-annualised-rates", "publisher"] == (
        sources()["bimba-annualised-rates"].publisher_zh
        or sources()["bimba-annualised-rates"].publisher
    )
    assert pd.isna(frame.loc["lpr-file", "link"])


def test_the_lpr_table_equals_lpr() -> None:
    pd.testing.assert_frame_equal(frames.frame("lpr"), lpr())


def test_an_unknown_table_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"there is no table 'secrets'; there are products"):
        frames.frame("secrets")
