"""Exercises of every kind, and their grading as JSON, on CPython and on MicroPython alike."""

import json

from loanlab.forms.grading import Choice, Exercise, Prediction, grade_text
from loanlab.forms.outputs import numbers, percents

DEFINED: list = [  # type: ignore[type-arg]
    Exercise(
        "interest",
        unit="yuan",
        answer=122.1647,
        mistakes={"at_once": 180, "with_principal": 5122.1647},
        shows=numbers(2, interest=122.1647),
    ),
    Exercise("owed", unit="yuan", answer=5122.61),
    Exercise(
        "year", unit="percent_a_year", answer=0.146, mistakes={"days_360": 0.144, "months": 0.0048}
    ),
    Exercise("months", unit="months", answer=14),
    Exercise("days", unit="days", answer=365),
    Exercise("small", unit="yuan", answer=5, mistakes={"first": 1000, "second": 1001}),
    Prediction(
        "guess",
        unit="percent_a_year",
        answer=0.1825,
        tolerance=0.01,
        shows=percents(year=0.1825),
    ),
    Prediction("count", unit="loans", answer=2, tolerance=0.1),
    Prediction("sum", unit="yuan", answer=2015.87, tolerance=50),
    Choice("step", options=["pay", "stop", "ask"], right="stop", shows=numbers(fee=500)),
]
EXERCISES: dict = {exercise.name: exercise for exercise in DEFINED}  # type: ignore[type-arg]
NUMBER = {"ask": "?", "right": "好。", "hint": "想想。", "hints": {}}
TEXTS: dict = {  # type: ignore[type-arg]
    "interest": {
        "ask": "?",
        "right": "共{interest}元。",
        "hint": "算出月供。",
        "hints": {"at_once": "这是一次还清。", "with_principal": "这是本金加利息。"},
    },
    "owed": NUMBER,
    "year": {
        "ask": "?",
        "right": "好。",
        "hint": "想想。",
        "hints": {"days_360": "你用了360天。", "months": "不是12个月。"},
    },
    "months": NUMBER,
    "days": NUMBER,
    "small": {
        "ask": "?",
        "right": "好。",
        "hint": "想想。",
        "hints": {"first": "第一个错。", "second": "第二个错。"},
    },
    "guess": {
        "ask": "?",
        "close": "猜{guess}，差{difference}。",
        "low": "你猜{guess}，实际是{year}，高出{difference}。",
        "high": "你猜{guess}，没有那么多，少{difference}。",
    },
    "count": {
        "ask": "?",
        "close": "对。",
        "low": "猜{guess}，少{difference}。",
        "high": "猜{guess}，多{difference}。",
    },
    "sum": {
        "ask": "?",
        "close": "对。",
        "low": "猜{guess}，少{difference}。",
        "high": "猜{guess}，多{difference}。",
    },
    "step": {
        "ask": "怎么办？",
        "options": {"pay": "先付{fee}元。", "stop": "停下，打96110。", "ask": "问一句。"},
        "replies": {
            "pay": "付了{fee}元也拿不到。",
            "stop": "先付{fee}元的都是骗。",
            "ask": "问也没用。",
        },
    },
}


def answers(calls: str) -> str:
    """Grade the texts, JSON of ``{"strings": ..., "asked": [[name, text], ...]}``."""
    given = json.loads(calls)
    strings = given["strings"]
    strings["exercises"] = TEXTS
    return json.dumps([grade_text(EXERCISES[name], text, strings) for name, text in given["asked"]])
