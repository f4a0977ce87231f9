"""Benchmark the IRR solvers against other libraries; run with `python3 run.py bench loans`.

All solvers compute the IRRs of the same loans in alternating turns of one run, so that the ratios
depend little on the machine. Each solver's best turn counts, because disturbances only add time.
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
    """Return the cash flows of a loan with level payments and a fee deducted at disbursement."""
    payment = round(level_payment(lent, rate, PAYMENTS), 2)
    return [-lent * (1 - fee), *[payment] * PAYMENTS]


def falling(lent: float, rate: float, fee: float) -> Flows:
    """Return the cash flows of a loan with equal principal and a fee deducted at disbursement."""
    part = lent / PAYMENTS
    interest = [(lent - part * number) * rate for number in range(PAYMENTS)]
    return [-lent * (1 - fee), *[round(part + charge, 2) for charge in interest]]


def loans(kind: Callable[[float, float, float], Flows]) -> list[Flows]:
    """Draw ten thousand random loans with a fixed seed."""
    generator = np.random.default_rng(36)
    drawn = zip(
        generator.integers(1_000, 200_000, LOANS).tolist(),
        generator.uniform(0.002, 0.03, LOANS).tolist(),
        generator.uniform(0, 0.05, LOANS).tolist(),
        strict=True,
    )
    return [kind(lent, rate, fee) for lent, rate, fee in drawn]


def compare(name: str, flows: list[Flows]) -> None:
    """Print each solver's time per loan and its largest difference from pyxirr's IRR."""
    grid = np.array(flows)
    solvers: dict[str, Callable[[], Sequence[float]]] = {
        "plain": lambda: [irr(loan) for loan in flows],
        "arrays": lambda: irr_of_many(grid).tolist(),
        "pyxirr": lambda: [pyxirr.irr(loan) or 0.0 for loan in flows],
        "numpy_financial": lambda: [npf.irr(loan) for loan in flows],
    }
    best = dict.fromkeys(solvers, float("inf"))
    rates: dict[str, Sequence[float]] = {}
    for _ in range(TURNS):
        for solver, solve in solvers.items():
            started = time.perf_counter()
            rates[solver] = solve()
            best[solver] = min(best[solver], time.perf_counter() - started)
    print(f"{name}, {LOANS} loans of {PAYMENTS} payments, best of {TURNS} turns:")
    for solver, seconds in best.items():
        difference = max(
            abs(one - other) for one, other in zip(rates[solver], rates["pyxirr"], strict=True)
        )
        print(
            f"  {solver}: {seconds / LOANS * 1e6:.2f} us per loan; error vs pyxirr {difference:.0e}"
        )
    slower_than_pyxirr = best["plain"] / best["pyxirr"]
    faster_than_numpy_financial = best["numpy_financial"] / best["plain"]
    arrays_faster_than_pyxirr = best["pyxirr"] / best["arrays"]
    print(
        f"  plain takes {slower_than_pyxirr:.2f} times as long as pyxirr (target 1.6), and is "
        f"{faster_than_numpy_financial:.0f} times as fast as numpy_financial (target 15);\n"
        f"  arrays are {arrays_faster_than_pyxirr:.1f} times as fast as pyxirr (target 10)"
    )


if __name__ == "__main__":
    compare("equal payments", loans(level))
    compare("equal principal", loans(falling))
