"""The figures of the page on other ways are those of the model and the data."""

from tests.book.chapters import chapter_text, figures, yuan

TEXT = chapter_text("alternatives")


def test_the_rider_may_borrow_less_than_he_wants() -> None:
    found = figures(
        "safe-limit",
        monthly_income=4_500,
        existing_payments=300,
        share=0.2,
        nominal_annual_rate=0.2428,
        months=6,
    )
    told = (
        f"月供上限是{yuan(found['max_payment'])}，6个月最多借{yuan(found['max_loan'])}。"
        f"他本来想借4,000元，还差{yuan(4_000 - found['max_loan'])}"
    )
    assert told in TEXT
