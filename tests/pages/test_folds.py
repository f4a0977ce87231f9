"""Test folded sections in a browser: what opens them, by hand, by link, by key and by search."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Open
from tests.pages.forms import selector

PAGE = "book/zh/rates.html"
# A claim in the fold with the article's figures, and the simulation of a thought experiment.
CLAIM = "claim-c3-05"
SIMULATION = "rate-builder"
FIGURES = "原文的数字和核对结果"


def fold(page: Page, title: str) -> Any:
    return page.locator("details.fold", has=page.locator("summary", has_text=title))


def test_a_fold_opens_and_closes_by_hand_and_by_key(visit: Open, served: str) -> None:
    page = visit(f"{served}/{PAGE}", width=360).page
    figures = fold(page, FIGURES)
    claim = page.locator(f"#{CLAIM}")
    assert not claim.is_visible()
    figures.locator("> summary").click()
    assert claim.is_visible()
    page.keyboard.press("Enter")
    assert not claim.is_visible()
    page.keyboard.press("Space")
    assert claim.is_visible()


def test_a_screen_reader_hears_a_heading_that_opens(visit: Open, served: str) -> None:
    page = visit(f"{served}/{PAGE}").page
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in tree}
    (heading,) = (
        node
        for node in tree
        if node.get("role", {}).get("value") == "heading"
        and node["name"]["value"].startswith(FIGURES)
    )
    levels = [each["value"]["value"] for each in heading["properties"] if each["name"] == "level"]
    assert levels == [2]
    above = heading
    while above["role"]["value"] != "DisclosureTriangle":
        above = by_id[above["parentId"]]
    state = {each["name"]: each["value"]["value"] for each in above["properties"]}
    assert (state["focusable"], state["expanded"]) == (True, False)


@pytest.mark.parametrize("has_script", [True, False])
def test_a_link_opens_the_fold_around_its_target(
    visit: Open, served: str, has_script: bool
) -> None:
    address = f"{served}/{PAGE}#{CLAIM}"
    page = visit(address, width=360, java_script_enabled=has_script).page
    expect(page.locator(f"#{CLAIM}")).to_be_in_viewport()


def test_a_link_to_a_folded_section_opens_it_each_time(visit: Open, served: str) -> None:
    page = visit(f"{served}/{PAGE}").page
    figures = fold(page, FIGURES)
    link = page.locator(".bd-links .toctree-l2 > a", has_text=FIGURES)
    for _again in range(2):
        link.click()
        expect(page.locator(f"#{CLAIM}")).to_be_visible()
        expect(figures.locator("h2")).to_be_in_viewport()
        figures.locator("> summary").evaluate("(summary) => summary.click()")
        assert not page.locator(f"#{CLAIM}").is_visible()
    address = page.evaluate("(link) => link.href", link.element_handle())
    again = visit(address).page
    expect(again.locator(f"#{CLAIM}")).to_be_visible()


def test_words_in_a_fold_are_found_in_the_page(visit: Open, served: str) -> None:
    # Looking for a text that an address names is what a browser's own search does.
    page = visit("about:blank").page
    page.context.unroute("**/*")
    page.goto(f"{served}/{PAGE}#:~:text=本章术语")
    expect(page.get_by_text("本章术语")).to_be_visible()


def test_a_state_link_opens_the_fold_around_its_simulation(visit: Open, served: str) -> None:
    seen = visit(f"{served}/{PAGE}#{SIMULATION}?pay_score=650", width=360)
    seen.wait_until_live()
    form = seen.page.locator(selector(SIMULATION))
    expect(form).to_be_in_viewport()
    assert form.locator("[name=pay_score]").input_value() == "650"
    assert seen.complaints == []


def test_charts_in_a_fold_are_drawn_once_it_opens(visit: Open, served: str) -> None:
    seen = visit(f"{served}/{PAGE}", width=360)
    seen.wait_until_live()
    drawn = seen.page.locator("details.fold .chart > div > svg")
    assert drawn.count() == 0
    seen.page.evaluate(
        "() => { for (const each of document.querySelectorAll('.fold')) each.open = true; }"
    )
    charts = seen.page.locator("details.fold .chart:visible")
    assert charts.count() >= 2
    for chart in charts.all():
        chart.scroll_into_view_if_needed()
        live = chart.locator("> div > svg")
        live.wait_for()
        box = live.bounding_box()
        assert box is not None
        assert 200 < box["width"] <= 360
    assert seen.complaints == []


def test_on_paper_every_fold_is_open(visit: Open, served: str) -> None:
    page = visit(f"{served}/{PAGE}").page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.fold:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.fold[open]").count() == 0


def test_a_result_of_the_search_opens_the_fold_with_its_words(visit: Open, served: str) -> None:
    page = visit(f"{served}/book/zh/search.html#q=本章术语", width=360).page
    page.locator('#search-results li a[href*="rates.html"]').first.click()
    page.wait_for_url("**/rates.html*")
    found = page.locator(".found")
    expect(found).to_be_in_viewport()
    assert "本章术语" in found.inner_text()
