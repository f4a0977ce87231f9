"""Compute payment, balance, interest part and rate of loans in level payments, unrounded.

References
----------
- S. G. Kellison, The Theory of Interest, chapters 3 and 6: annuities, amortization schedules.
- D. E. Knuth, The Art of Computer Programming, volume 2, section 4.2.2, theorem B: exact addition.
"""

from .flows import all_rates, choose_rate
from .inputs import require_number, require_rate, require_whole
from .rates import _compound_growth, _discount
from .refusal import finite, require
from .solving import _apply_step, _find_least

# Below this discount over all periods, the duration is that of payments without interest.
SMALL_DISCOUNT = 1e-4
ENOUGH_STEPS = 12
# Convergence: after a Newton step this small, relative to the term, the error is about a tenth of
# its square, which is the fourteenth digit.
SETTLED = 3e-7
# Below this rate, rounding in the present value costs more than three digits: refine the rate.
SMALL_RATE = 1e-3
# A remaining balance this small relative to the loan is rounding.
LAST_BITS = 1e-14
# Limit of the number of payments.
MOST_PAYMENTS = 10**6


def annuity_factor(period_rate: float, periods: int) -> float:
    """Compute the present value of 1 yuan paid at the end of each period.

    Beyond the book: PV of spreadsheets, and the reference for `loanlab.arrays`.

    Parameters
    ----------
    period_rate : float
        Interest of one period as a fraction, above -1.
    periods : int
        Number of payments, 0 or more.

    Returns
    -------
    float
        Present value in yuan.

    Raises
    ------
    Refusal
        As `loanlab.model.rates.discount`.

    Examples
    --------
    >>> annuity_factor(0.0, 12), round(annuity_factor(0.01, 12), 6)
    (12.0, 11.255077)

    Notes
    -----
    ``(1 - (1 + r)^-n) / r`` (Kellison, chapter 3).
    """
    return finite(_annuity_factor(require_rate(period_rate), require_whole(periods, "periods")))


def _annuity_factor(period_rate: float, periods: int) -> float:
    """Compute `annuity_factor` for validated arguments."""
    discount = _discount(period_rate, periods)
    return discount / period_rate if period_rate else float(periods)


def level_payment(
    principal: float,
    period_rate: float,
    periods: int,
    balloon: float = 0.0,
    at_start: bool = False,
) -> float:
    """Compute the level payment (等额本息, also called EMI) that repays a loan, unrounded.

    Beyond the book: ``balloon`` and ``at_start`` are for leases and final payments, and for PMT of
    spreadsheets.

    Parameters
    ----------
    principal : float
        Amount lent, in yuan; negative for savings, as in spreadsheets.
    period_rate : float
        Interest of one period as a fraction, above -1.
    periods : int
        Number of payments, 1 or more.
    balloon : float
        Amount still owed after the last payment, in yuan.
    at_start : bool
        Whether payments are made at the start of each period (首期当月付), the first at
        disbursement.

    Returns
    -------
    float
        Payment per period, in yuan.

    Raises
    ------
    Refusal
        ``principal`` or ``balloon`` if it is not a finite amount, ``periods`` if it is not a whole
        number of 1 or more, ``too_high`` if the payment is too large for a float; as
        `annuity_factor`.

    Examples
    --------
    >>> round(level_payment(10000, 0.1825 / 12, 12), 2)
    917.99

    Notes
    -----
    ``P r / (1 - (1 + r)^-n)``; the present value of the balloon is first subtracted from P.
    """
    principal, balloon = require_number(principal, "principal"), require_number(balloon, "balloon")
    rate, periods = require_rate(period_rate), require_whole(periods, "periods", 1)
    balloon_value = balloon - balloon * _discount(rate, periods)
    payment = (principal - balloon_value) / _annuity_factor(rate, periods)
    return finite(payment / (1.0 + rate) if at_start else payment)


def balance_after(principal: float, period_rate: float, payment: float, paid: int) -> float:
    """Compute the balance after some level payments at the ends of periods, unrounded.

    Beyond the book: to check a balance that a lender states, or one of
    `loanlab.model.schedule`.

    Parameters
    ----------
    principal : float
        Amount lent, in yuan; negative for savings, as in spreadsheets.
    period_rate : float
        Interest of one period as a fraction, above -1.
    payment : float
        Payment per period, in yuan.
    paid : int
        Number of payments made, a whole number of 0 or more.

    Returns
    -------
    float
        Balance in yuan; negative if more was paid than was owed.

    Raises
    ------
    Refusal
        ``principal`` or ``payment`` if it is not a finite amount, ``paid`` if it is not a whole
        number of 0 or more, ``too_high`` if the balance is too large for a float; as
        `annuity_factor`.

    Examples
    --------
    >>> payment = level_payment(200000, 0.05 / 12, 240)
    >>> round(balance_after(200000, 0.05 / 12, payment, 60), 2)
    166909.73
    """
    principal, payment = require_number(principal, "principal"), require_number(payment, "payment")
    rate, paid = require_rate(period_rate), require_whole(paid, "paid")
    lasting = 1.0 + _compound_growth(rate, paid)
    return finite(lasting * (principal - payment * _annuity_factor(rate, paid)))


def interest_part(
    principal: float, period_rate: float, periods: int, number: int, balloon: float = 0.0
) -> float:
    """Compute the interest part of one of the level payments of a loan, unrounded.

    Beyond the book: IPMT and CUMIPMT of spreadsheets, to check a schedule.

    Parameters
    ----------
    principal : float
        Amount lent, in yuan; negative for savings, as in spreadsheets.
    period_rate : float
        Interest of one period as a fraction, above -1.
    periods : int
        Number of payments, made at the ends of periods.
    number : int
        Number of the payment, from 1 to ``periods``.
    balloon : float
        Amount still owed after the last payment, in yuan.

    Returns
    -------
    float
        Interest in yuan; the rest of the payment is principal.

    Raises
    ------
    Refusal
        ``number`` if no such payment exists; as `level_payment`.

    Examples
    --------
    >>> round(interest_part(200000, 0.06 / 12, 240, 2), 2)
    997.84

    Notes
    -----
    Rate x balance, where the balance is the present value of the remaining payments. Computing it
    from the payments made instead would subtract two large sums and lose digits.
    """
    payment = level_payment(principal, period_rate, periods, balloon)
    rate, balloon, periods = (
        require_rate(period_rate),
        require_number(balloon, "balloon"),
        int(periods),
    )
    remaining = periods - require_whole(number, "number", 1, periods) + 1
    balloon_value = balloon - balloon * _discount(rate, remaining)
    return finite(rate * (payment * _annuity_factor(rate, remaining) + balloon_value))


def periods_to_clear(
    principal: float,
    period_rate: float,
    payment: float,
    balloon: float = 0.0,
    at_start: bool = False,
) -> int:
    """Count the payments that repay a loan; the last one may be smaller.

    Beyond the book: NPER of spreadsheets, ready for a page on how long a debt lasts.

    Parameters
    ----------
    principal : float
        Amount lent, in yuan, above 0.
    period_rate : float
        Interest of one period as a fraction, 0 or more.
    payment : float
        Payment per period, in yuan, above 0.
    balloon : float
        Amount that may still be owed after the last payment, in yuan, less than the principal.
    at_start : bool
        Whether payments are made at the start of each period, the first at disbursement.

    Returns
    -------
    int
        Number of payments.

    Raises
    ------
    Refusal
        ``payment_too_small`` if the payment does not cover the interest, or repays the loan only
        after more than a million periods; ``balloon`` if it is not less than the principal;
        ``principal`` or ``rate`` if it is below 0 or not a number, ``payment`` if it is not a
        number.

    Examples
    --------
    >>> periods_to_clear(10000, 0.01, 300)
    41

    Notes
    -----
    The test compares present values: after an exact schedule only rounding is left, at any rate.
    """
    principal, balloon = (
        require_number(principal, "principal", 0),
        require_number(balloon, "balloon"),
    )
    rate, payment = require_number(period_rate, "rate", 0), require_number(payment, "payment")
    paid = payment * (1.0 + rate) if at_start else payment
    require(
        paid > principal * rate and payment > 0,
        "payment_too_small",
        "the payment does not cover the interest of a period",
    )
    require(balloon < principal, "balloon", "the balloon must be less than the principal")

    def is_owing(periods: int) -> bool:
        balloon_value = balloon - balloon * _discount(rate, periods)
        remaining = principal - balloon_value - paid * _annuity_factor(rate, periods)
        return remaining > principal * LAST_BITS

    require(
        not is_owing(MOST_PAYMENTS),
        "payment_too_small",
        "the payment does not clear the loan within a million periods",
    )
    return _find_least(is_owing)


def level_irr(received: float, payment: float, periods: int, at_start: bool = False) -> float:
    """Find the periodic rate of a loan in level payments.

    Beyond the book: ``at_start`` is for leases, and for RATE of spreadsheets.

    Parameters
    ----------
    received : float
        Net proceeds, in yuan: the loan less any fee deducted at disbursement.
    payment : float
        Payment per period, in yuan.
    periods : int
        Number of payments, 1 or more.
    at_start : bool
        Whether payments are made at the start of each period, the first at disbursement.

    Returns
    -------
    float
        Interest of one period as a fraction; negative if less is paid than was received.

    Raises
    ------
    Refusal
        ``received`` if the net proceeds are not above 0, ``payment`` if it is not above 0,
        ``periods`` if there are none; each of them if it is not a finite amount or a count of
        payments; ``no_rate`` if the rate is outside the range that `all_rates` searches.

    Examples
    --------
    >>> payment = level_payment(10000, 0.1825 / 12, 12)
    >>> round(12 * level_irr(9800, payment, 12), 4)
    0.2216

    Notes
    -----
    Newton's method on the logarithm of the present value, which is nearly linear in ln(1 + rate);
    starting from a rate of 0 it needs three or four steps.
    """
    received, payment = require_number(received, "received"), require_number(payment, "payment")
    periods = require_whole(periods, "periods", most=MOST_PAYMENTS)
    if at_start:
        received, periods = received - payment, periods - 1
    require(received > 0, "received", "the net proceeds must be above 0, got " + str(received))
    require(payment > 0, "payment", "the payment must be above 0, got " + str(payment))
    require(periods >= 1, "periods", "there must be a payment after disbursement")
    return _level_irr(received, payment, periods)


def _level_irr(received: float, payment: float, periods: int) -> float:
    """Compute `level_irr` for validated arguments."""
    rate = _guess_rate(received, payment * periods, (periods + 1) / 2, periods)
    for _ in range(ENOUGH_STEPS):
        factor, duration = _factor_and_duration(rate, periods)
        value = payment * factor
        step = 2.0 * (value - received) / (value + received) / duration
        rate = _apply_step(rate, step)
        if abs(step) * periods < SETTLED:
            return _refine(rate, received, [payment] * periods) if abs(rate) < SMALL_RATE else rate
    return choose_rate(all_rates(list(range(periods + 1)), [-received] + [payment] * periods))


def _factor_and_duration(rate: float, periods: int) -> tuple:
    """Compute the annuity factor and the Macaulay duration of the payments in periods."""
    discount = _discount(rate, periods)
    if abs(discount) < SMALL_DISCOUNT:
        return _annuity_factor(rate, periods), (periods + 1) / 2
    return discount / rate, (1.0 + rate - periods * (1.0 - discount) * rate / discount) / rate


def _guess_rate(received: float, total: float, duration: float, periods: int) -> float:
    """Estimate the rate of payments spread over all periods, as a starting value.

    Parameters
    ----------
    received : float
        Net proceeds, in yuan, above 0.
    total : float
        Sum of the payments, in yuan, above 0.
    duration : float
        Mean time of the payments, in periods.
    periods : int
        Number of payments.

    Returns
    -------
    float
        Interest of one period as a fraction.

    Examples
    --------
    >>> round(_guess_rate(10000, 12 * 917.99, 6.5, 12), 4), round(0.1825 / 12, 4)
    (0.0152, 0.0152)

    Notes
    -----
    ``ln(total / received) / duration``. The logarithm uses two terms of its series; the spread of
    evenly spaced payments adds a second- and a third-order term.
    """
    part = (total - received) / (total + received)
    step = 2.0 * part * (1.0 + part * part / 3.0) / duration
    bend = periods * step / 12.0
    return _apply_step(0.0, step * (1.0 + bend + 2.0 * bend * bend))


def _refine(rate: float, received: float, payments: list[float]) -> float:
    """Refine a small rate to its last digits, using the balance after all payments.

    Parameters
    ----------
    rate : float
        Interest of one period as a fraction, accurate to some digits.
    received : float
        Net proceeds, in yuan.
    payments : list of float
        Payments at the ends of periods, in yuan.

    Returns
    -------
    float
        Interest of one period as a fraction.

    Examples
    --------
    >>> _refine(0.0005000001, 10000.0, [10005.0])
    0.0005

    Notes
    -----
    One Newton step. The rounding errors of all additions are summed and added at the end, by exact
    addition (Knuth).
    """
    balance, lost, slope = received, 0.0, 0.0
    for payment in payments:
        slope += slope * rate + balance
        interest = balance * rate
        grown, rounded = _two_sum(balance, interest)
        balance, rounded_again = _two_sum(grown, -payment)
        lost += lost * rate + rounded + rounded_again
    return rate - (balance + lost) / slope


def _two_sum(one: float, other: float) -> tuple:
    """Add two numbers; return the rounded sum and its rounding error (Knuth's TwoSum)."""
    total = one + other
    part = total - one
    return total, (one - (total - part)) + (other - part)
