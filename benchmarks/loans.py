"""Measures the internal rate of return against its peers; `python3 run.py bench loans` runs it.

All search the rates of the same loans in one run, in turns, so that the ratios hang little on the
machine. Of each the best of its turns counts: what disturbs a turn only adds to it.
"""

import time
from collections.abc import Callable, Sequence

import numpy as np
import numpy_financial as npf
import pyxirr

from loanlab.arrays.cashflow import irr as irr_of_many
from loanlab.model.annuity import level_payment
from loanlab.model.cashflow import irr

LOANS = 10_000
PAYMENTS = 36
TURNS = 5

Flows = list[float]


def level(lent: float, rate: float, fee: float) -> Flows:
    """Flows of a loan in equal payments, a fee kept back from the payout."""
    payment = round(level_payment(lent, rate, PAYMENTS), 2)
    return [-lent * (1 - fee), *[payment] * PAYMENTS]


def falling(lent: float, rate: float, fee: float) -> Flows:
    """Flows of a loan in equal parts of principal, a fee kept back from the payout."""
    part = lent / PAYMENTS
    interest = [(lent - part * number) * rate for number in range(PAYMENTS)]
    return [-lent * (1 - fee), *[round(part + charge, 2) for charge in interest]]


def loans(kind: Callable[[float, float, float], Flows]) -> list[Flows]:
    """Ten thousand loans, the same in every run."""
    dice = np.random.default_rng(36)
    drawn = zip(
        dice.integers(1_000, 200_000, LOANS).tolist(),
        dice.uniform(0.002, 0.03, LOANS).tolist(),
        dice.uniform(0, 0.05, LOANS).tolist(),
        strict=True,
    )
    return [kind(lent, rate, fee) for lent, rate, fee in drawn]


def compare(name: str, flows: list[Flows]) -> None:
    """Print how long each takes for all loans, and how far their rates lie apart."""
    grid = np.array(flows)
    ways: dict[str, Callable[[], Sequence[float]]] = {
        "plain": lambda: [irr(loan) for loan in flows],
        "arrays": lambda: irr_of_many(grid).tolist(),
        "pyxirr": lambda: [pyxirr.irr(loan) or 0.0 for loan in flows],
        "numpy_financial": lambda: [npf.irr(loan) for loan in flows],
    }
    best = dict.fromkeys(ways, float("inf"))
    rates: dict[str, Sequence[float]] = {}
    for _ in range(TURNS):
        for way, search in ways.items():
            started = time.perf_counter()
            rates[way] = search()
            best[way] = min(best[way], time.perf_counter() - started)
    print(f"{name}, {LOANS} loans of {PAYMENTS} payments, best of {TURNS} turns:")
    for way, seconds in best.items():
        apart = max(
            abs(one - other) for one, other in zip(rates[way], rates["pyxirr"], strict=True)
        )
        print(
            f"  {way}: {seconds / LOANS * 1e6:.2f} us a loan, at most {apart:.0e} off pyxirr's rate"
        )
    beside_pyxirr = best["plain"] / best["pyxirr"]
    beside_numpy_financial = best["numpy_financial"] / best["plain"]
    of_many = best["pyxirr"] / best["arrays"]
    print(
        f"  plain takes {beside_pyxirr:.2f} times as long as pyxirr (aim 1.6), and is "
        f"{beside_numpy_financial:.0f} times as fast as numpy_financial (aim 15);\n"
        f"  arrays are {of_many:.1f} times as fast as pyxirr (aim 10)"
    )


if __name__ == "__main__":
    compare("equal payments", loans(level))
    compare("equal principal", loans(falling))
