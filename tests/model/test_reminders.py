"""Test the calendar of due dates by parsing it with the icalendar library."""

from datetime import date, datetime, timedelta
from typing import Any

import icalendar as rfc5545
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanlab.model.refusal import Refusal
from loanlab.model.reminders import Reminder, fingerprint, icalendar

MADE = datetime(2026, 11, 23, 4, 5, 6)
# Any text except control characters and lone surrogates, which a calendar may not hold.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n,;\\:\"'"))
KEYS = st.text("abcXYZ019-_.", min_size=1, max_size=20)
REMINDERS = st.lists(
    st.builds(Reminder, st.dates(date(1990, 1, 1), date(2090, 1, 1)), TEXTS, TEXTS, KEYS),
    max_size=4,
    unique_by=lambda reminder: reminder.key,
)
FIRST = Reminder(date(2027, 1, 31), "还款 918 元", "第 1 期,共 12 期;从零钱扣", "loan-1")


def write(reminders: list[Reminder] | None = None, **changed: Any) -> str:
    asked: dict[str, Any] = {"name": "还款提醒", "made": MADE, "days_before": 1, "hour": 9}
    text: str = icalendar([FIRST] if reminders is None else reminders, **(asked | changed))
    return text


def events(text: str) -> list[Any]:
    return list(rfc5545.Calendar.from_ical(text).walk("VEVENT"))


@given(REMINDERS, TEXTS)
def test_a_calendar_library_reads_back_what_was_written(
    reminders: list[Reminder], name: str
) -> None:
    text = write(reminders, name=name)
    # The library returns non-standard properties unparsed.
    unfolded = text.replace("\r\n ", "")
    assert f"\r\nX-WR-CALNAME:{rfc5545.vText(name).to_ical().decode()}\r\n" in unfolded
    for reminder, event in zip(reminders, events(text), strict=True):
        assert event["SUMMARY"] == reminder.title
        assert event["DESCRIPTION"] == reminder.note
        assert event["UID"] == reminder.key + "@loanlab.invalid"
        assert event["DTSTART"].dt == reminder.day
        assert event["DTEND"].dt == reminder.day + timedelta(days=1)
        assert event["DTSTAMP"].dt.replace(tzinfo=None) == MADE
        assert not event.errors


@given(REMINDERS, TEXTS)
def test_no_line_is_longer_than_75_octets_and_each_ends_with_cr_lf(
    reminders: list[Reminder], name: str
) -> None:
    text = write(reminders, name=name)
    assert text.endswith("\r\n")
    lines = text.encode().split(b"\r\n")[:-1]
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        # A line folded inside a character would not decode.
        line.decode()


@pytest.mark.parametrize("length", [60, 67, 68, 141, 142, 500])
def test_lines_are_folded_no_sooner_than_necessary(length: int) -> None:
    lines = write([FIRST._replace(title="a" * length)]).split("\r\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("SUMMARY:"))
    summary = [lines[at]]
    while lines[at + len(summary)].startswith(" "):
        summary.append(lines[at + len(summary)])
    assert {len(line) for line in summary[:-1]} <= {75}
    assert summary[-1] != " "
    assert "".join(line.removeprefix(" ") for line in summary) == "SUMMARY:" + "a" * length


def test_chinese_text_is_folded_between_characters() -> None:
    lines = write([FIRST._replace(title="还" * 60)]).split("\r\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("SUMMARY:"))
    # 8 octets and 22 characters of 3 octets; then a space and 24 characters.
    assert [len(line.encode()) for line in lines[at : at + 3]] == [74, 73, 43]


def test_commas_semicolons_backslashes_and_line_breaks_are_escaped() -> None:
    text = write([FIRST._replace(note="a,b;c\\d\ne\r\nf\rg")])
    assert "DESCRIPTION:a\\,b\\;c\\\\d\\ne\\nf\\ng\r\n" in text
    assert events(text)[0]["DESCRIPTION"] == "a,b;c\\d\ne\nf\ng"


def test_control_characters_are_dropped() -> None:
    assert "SUMMARY:ab c\r\n" in write([FIRST._replace(title="a\x00\x1fb\x7f c\t")])


def test_the_whole_text_follows_the_standard() -> None:
    assert write().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//loanlab//reminders//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:还款提醒",
        "BEGIN:VEVENT",
        "UID:loan-1@loanlab.invalid",
        "DTSTAMP:20261123T040506Z",
        # 2518 days after 1 January 2020, at 4:05:06.
        "SEQUENCE:217569906",
        "STATUS:CONFIRMED",
        "DTSTART;VALUE=DATE:20270131",
        "DTEND;VALUE=DATE:20270201",
        "SUMMARY:还款 918 元",
        "DESCRIPTION:第 1 期\\,共 12 期\\;从零钱扣",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:还款 918 元",
        "TRIGGER:-PT15H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize(
    ("days_before", "hour"), [(0, 0), (0, 9), (0, 23), (1, 0), (1, 9), (3, 20), (30, 8)]
)
def test_the_alarm_rings_at_its_hour(days_before: int, hour: int) -> None:
    (event,) = events(write(days_before=days_before, hour=hour))
    (alarm,) = event.walk("VALARM")
    midnight = datetime(2027, 1, 31)
    assert midnight + alarm["TRIGGER"].dt == midnight.replace(hour=hour) - timedelta(
        days=days_before
    )
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm["DESCRIPTION"] == FIRST.title


def test_the_same_reminder_keeps_its_uid_when_saved_again() -> None:
    later = write([FIRST._replace(title="还款 900 元")], made=MADE + timedelta(days=9))
    assert events(later)[0]["UID"] == events(write())[0]["UID"]


def test_a_calendar_without_reminders_is_valid() -> None:
    assert events(write([])) == []


@pytest.mark.parametrize("key", ["", "a b", "a@b", "a\nb", "还款"])
def test_a_key_with_other_characters_is_refused(key: str) -> None:
    with pytest.raises(Refusal) as refusal:
        write([FIRST._replace(key=key)])
    assert refusal.value.reason == "key"


def test_a_duplicate_key_is_refused() -> None:
    with pytest.raises(Refusal, match="same key") as refusal:
        write([FIRST, FIRST])
    assert refusal.value.reason == "key"


@pytest.mark.parametrize(("days_before", "hour"), [(-1, 9), (1, -1), (1, 24)])
def test_an_invalid_alarm_is_refused(days_before: int, hour: int) -> None:
    with pytest.raises(Refusal) as refusal:
        write(days_before=days_before, hour=hour)
    assert refusal.value.reason == "alarm"


def test_a_cancelled_reminder_has_no_alarm() -> None:
    text = write(cancelled=[FIRST._replace(key="loan-2", title="不用还了")])
    kept, gone = events(text)
    assert (kept["UID"], kept["STATUS"]) == ("loan-1@loanlab.invalid", "CONFIRMED")
    assert (gone["UID"], gone["STATUS"]) == ("loan-2@loanlab.invalid", "CANCELLED")
    assert gone["SUMMARY"] == "不用还了"
    assert gone["DTSTART"].dt == FIRST.day
    assert (len(kept.walk("VALARM")), len(gone.walk("VALARM"))) == (1, 0)
    assert "METHOD:PUBLISH\r\n" in text


def test_a_reminder_cannot_be_confirmed_and_cancelled() -> None:
    with pytest.raises(Refusal) as refusal:
        write(cancelled=[FIRST])
    assert refusal.value.reason == "key"
    with pytest.raises(Refusal) as refusal:
        write(cancelled=[FIRST._replace(key="a b")])
    assert refusal.value.reason == "key"


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2087, 12, 31)),
    st.integers(1, 10**8),
)
def test_each_later_calendar_has_a_higher_sequence_number(made: datetime, seconds: int) -> None:
    def sequence(moment: datetime) -> int:
        (event,) = events(write(made=moment))
        return int(event["SEQUENCE"])

    assert sequence(made) == (made - datetime(2020, 1, 1)) // timedelta(seconds=1)
    later = min(made + timedelta(seconds=seconds), datetime(2087, 12, 31, 23))
    assert (sequence(later) > sequence(made)) == (later.replace(microsecond=0) > made)


def test_a_wrong_clock_makes_no_invalid_sequence_number() -> None:
    for moment, number in ((datetime(1970, 1, 1), 0), (datetime(2999, 1, 1), 2**31 - 1)):
        (event,) = events(write(made=moment))
        assert event["SEQUENCE"] == number


# Test vectors of 64-bit FNV-1a from RFC 9923, and the empty text, whose hash is the offset basis.
@pytest.mark.parametrize(
    ("text", "digits"),
    [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")],
)
def test_a_fingerprint_is_the_published_hash(text: str, digits: str) -> None:
    assert fingerprint(text) == digits


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), unique=True, max_size=50))
def test_fingerprints_differ_and_are_valid_keys(texts: list[str]) -> None:
    found = [fingerprint(text) for text in texts]
    assert len(set(found)) == len(texts)
    assert all(len(each) == 16 and set(each) <= set("0123456789abcdef") for each in found)
