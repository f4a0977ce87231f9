"""Loans in equal payments: payment, balance, parts and price, unrounded."""

from .flows import all_rates, chosen_rate
from .inputs import require_number, require_rate, require_whole
from .rates import _discount, _compound_growth
from .refusal import finite, require
from .solving import _find_least, _apply_step

# Below this discount over all periods the payments' mean time is that of payments without interest.
SMALL_DISCOUNT = 1e-4
ENOUGH_STEPS = 12
# A Newton step this small, over all the time that the payments last, leaves an error of a tenth of
# its square: the fourteenth digit.
SETTLED = 3e-7
# Below this the last bits of the payments' worth are too many for a rate of twelve good digits.
SMALL_RATE = 1e-3
# So much of a loan is nothing but the last bits of its payments.
LAST_BITS = 1e-14
# No loan has more payments.
MOST_PAYMENTS = 10**6


def annuity_factor(period_rate: float, periods: int) -> float:
    """Present value of 1 yuan paid at the end of each period.

    Beyond the book: the PV of spreadsheets, and what many loans at once are held to.

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
    ``(1 - (1 + r)^-n) / r``, the annuity formula of every textbook on interest.
    """
    return finite(_annuity_factor(require_rate(period_rate), require_whole(periods, "periods")))


def _annuity_factor(period_rate: float, periods: int) -> float:
    """As `annuity_factor`, of what has been looked at."""
    taken = _discount(period_rate, periods)
    return taken / period_rate if period_rate else float(periods)


def level_payment(
    principal: float,
    period_rate: float,
    periods: int,
    balloon: float = 0.0,
    at_start: bool = False,
) -> float:
    """Payment of each period that clears a loan in equal instalments (等额本息), unrounded.

    Beyond the book: ``balloon`` and ``at_start`` are there for leases and final payments, and for
    the PMT of spreadsheets.

    Parameters
    ----------
    principal : float
        Amount lent, in yuan; below 0, as in spreadsheets, what is put by.
    period_rate : float
        Interest of one period as a fraction, above -1.
    periods : int
        Number of payments, 1 or more.
    balloon : float
        What is still owed after the last payment, in yuan.
    at_start : bool
        Whether payments are made at the start of each period (首期当月付), the first with the
        payout.

    Returns
    -------
    float
        Payment of each period, in yuan.

    Raises
    ------
    Refusal
        ``principal`` or ``balloon`` if it is no number of money, ``periods`` if it is not a whole
        number of 1 or more, ``too_high`` if the payment is more than a number can hold; as
        `annuity_factor`.

    Examples
    --------
    >>> round(level_payment(10000, 0.1825 / 12, 12), 2)
    917.99

    Notes
    -----
    ``P r / (1 - (1 + r)^-n)`` with the balloon's present value taken off the principal first.
    """
    principal, balloon = require_number(principal, "principal"), require_number(balloon, "balloon")
    rate, periods = require_rate(period_rate), require_whole(periods, "periods", 1)
    owed_later = balloon - balloon * _discount(rate, periods)
    payment = (principal - owed_later) / _annuity_factor(rate, periods)
    return finite(payment / (1.0 + rate) if at_start else payment)


def balance_after(principal: float, period_rate: float, payment: float, paid: int) -> float:
    """What is still owed after some equal payments at the ends of periods, unrounded.

    Beyond the book: what a lender says is still owed can be checked against it, as can
    `loanlab.model.schedule`.

    Parameters
    ----------
    principal : float
        Amount lent, in yuan; below 0, as in spreadsheets, what is put by.
    period_rate : float
        Interest of one period as a fraction, above -1.
    payment : float
        Payment of each period, in yuan.
    paid : int
        Payments made, a whole number of 0 or more.

    Returns
    -------
    float
        Balance in yuan; below 0 if more was paid than was owed.

    Raises
    ------
    Refusal
        ``principal`` or ``payment`` if it is no number of money, ``paid`` if it is not a whole
        number of 0 or more, ``too_high`` if the balance is more than a number can hold; as
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
    """Interest in one of the equal payments that clear a loan, unrounded.

    Beyond the book: the IPMT and CUMIPMT of spreadsheets, for who checks a plan by them.

    Parameters
    ----------
    principal : float
        Amount lent, in yuan; below 0, as in spreadsheets, what is put by.
    period_rate : float
        Interest of one period as a fraction, above -1.
    periods : int
        Number of payments, made at the ends of periods.
    number : int
        Which payment, from 1 to ``periods``.
    balloon : float
        What is still owed after the last payment, in yuan.

    Returns
    -------
    float
        Interest in yuan; the rest of the payment is principal.

    Raises
    ------
    Refusal
        ``number`` if there is no such payment; as `level_payment`.

    Examples
    --------
    >>> round(interest_part(200000, 0.06 / 12, 240, 2), 2)
    997.84

    Notes
    -----
    Rate x balance, the balance being what the payments to come are worth: a difference of two
    large sums, as in the balance from the payments made, does not occur.
    """
    payment = level_payment(principal, period_rate, periods, balloon)
    rate, balloon, periods = (
        require_rate(period_rate),
        require_number(balloon, "balloon"),
        int(periods),
    )
    left = periods - require_whole(number, "number", 1, periods) + 1
    owed_later = balloon - balloon * _discount(rate, left)
    return finite(rate * (payment * _annuity_factor(rate, left) + owed_later))


def periods_to_clear(
    principal: float,
    period_rate: float,
    payment: float,
    balloon: float = 0.0,
    at_start: bool = False,
) -> int:
    """Number of payments that clear a loan, the last perhaps a smaller one.

    Beyond the book: the NPER of spreadsheets, for a later page on how long a debt lasts.

    Parameters
    ----------
    principal : float
        Amount lent, in yuan, above 0.
    period_rate : float
        Interest of one period as a fraction, 0 or more.
    payment : float
        Payment of each period, in yuan, above 0.
    balloon : float
        What may still be owed after the last payment, in yuan, less than the principal.
    at_start : bool
        Whether payments are made at the start of each period, the first with the payout.

    Returns
    -------
    int
        Number of payments.

    Raises
    ------
    Refusal
        ``payment_too_small`` if the payment does not cover the interest, or clears the loan only
        after more than a million periods; ``balloon`` if there is nothing to clear;
        ``principal`` or ``rate`` if it is below 0 or no number, ``payment`` if it is no number.

    Examples
    --------
    >>> periods_to_clear(10000, 0.01, 300)
    41

    Notes
    -----
    Counted by what is left at its worth today: of an exact plan only last bits, whatever its rate.
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
        later = balloon - balloon * _discount(rate, periods)
        left = principal - later - paid * _annuity_factor(rate, periods)
        return left > principal * LAST_BITS

    require(
        not is_owing(MOST_PAYMENTS),
        "payment_too_small",
        "the payment does not clear the loan within a million periods",
    )
    return _find_least(is_owing)


def level_irr(received: float, payment: float, periods: int, at_start: bool = False) -> float:
    """Rate of one period at which equal payments are worth what the borrower received.

    Beyond the book: ``at_start`` is there for leases, and for the RATE of spreadsheets.

    Parameters
    ----------
    received : float
        Money in hand at the start, in yuan; what was kept back is not in it.
    payment : float
        Paid each period, in yuan.
    periods : int
        Number of payments, 1 or more.
    at_start : bool
        Whether payments are made at the start of each period, the first with the payout.

    Returns
    -------
    float
        Interest of one period as a fraction; below 0 if less is paid than was received.

    Raises
    ------
    Refusal
        ``received`` if there is no money in hand, ``payment`` if nothing is paid, ``periods`` if
        there are none; each of them if it is no number of money, or of payments; ``no_rate`` if
        only a rate beyond all numbers would do.

    Examples
    --------
    >>> payment = level_payment(10000, 0.1825 / 12, 12)
    >>> round(12 * level_irr(9800, payment, 12), 4)
    0.2216

    Notes
    -----
    Newton's method on the logarithm of the payments' worth, which is nearly a straight line in
    ln(1 + rate); from a rate of 0 it needs three or four steps.
    """
    received, payment = require_number(received, "received"), require_number(payment, "payment")
    periods = require_whole(periods, "periods", most=MOST_PAYMENTS)
    if at_start:
        received, periods = received - payment, periods - 1
    require(received > 0, "received", "what is received must be above 0, got " + str(received))
    require(payment > 0, "payment", "the payment must be above 0, got " + str(payment))
    require(periods >= 1, "periods", "there are no payments after the payout")
    return _level_irr(received, payment, periods)


def _level_irr(received: float, payment: float, periods: int) -> float:
    """As `level_irr`, of what has been looked at."""
    rate = _guess_rate(received, payment * periods, (periods + 1) / 2, periods)
    for _ in range(ENOUGH_STEPS):
        factor, wait = _factor_and_duration(rate, periods)
        worth = payment * factor
        step = 2.0 * (worth - received) / (worth + received) / wait
        rate = _apply_step(rate, step)
        if abs(step) * periods < SETTLED:
            return _refine(rate, received, [payment] * periods) if abs(rate) < SMALL_RATE else rate
    return chosen_rate(all_rates(list(range(periods + 1)), [-received] + [payment] * periods))


def _factor_and_duration(rate: float, periods: int) -> tuple:
    """Annuity factor, and the mean time of the payments weighted by their worth."""
    taken = _discount(rate, periods)
    if abs(taken) < SMALL_DISCOUNT:
        return _annuity_factor(rate, periods), (periods + 1) / 2
    return taken / rate, (1.0 + rate - periods * (1.0 - taken) * rate / taken) / rate


def _guess_rate(received: float, total: float, wait: float, periods: int) -> float:
    """Rate near that of payments spread over all periods, to start a search from.

    Parameters
    ----------
    received : float
        Money in hand at the start, in yuan, above 0.
    total : float
        Sum of the payments, in yuan, above 0.
    wait : float
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
    ``ln(total / received) / wait``, with the logarithm by two terms of its series and the spread
    of evenly spaced payments as the second and third term of the step's.
    """
    part = (total - received) / (total + received)
    step = 2.0 * part * (1.0 + part * part / 3.0) / wait
    bend = periods * step / 12.0
    return _apply_step(0.0, step * (1.0 + bend + 2.0 * bend * bend))


def _refine(rate: float, received: float, payments: list[float]) -> float:
    """A small rate to its last digits, by what is still owed after all payments.

    Parameters
    ----------
    rate : float
        Interest of one period as a fraction, right to some digits.
    received : float
        Money in hand at the start, in yuan.
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
    One step of Newton's method. What every addition rounds away is kept and added at the end
    (Knuth, The Art of Computer Programming, volume 2, section 4.2.2, theorem B).
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
    """Sum of two numbers, and what its rounding took away."""
    total = one + other
    part = total - one
    return total, (one - (total - part)) + (other - part)
