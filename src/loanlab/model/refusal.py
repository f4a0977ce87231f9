"""The exception raised for inputs that have no result."""

# Results beyond this are refused: the largest float is about 1.8e308.
LARGEST_RESULT = 1e300


class Refusal(ValueError):  # noqa: N818  (part of the interface: callers catch and show it)
    """An input that has no result: an impossible loan, cash flows without a rate.

    Parameters
    ----------
    reason : str
        Name of the reason, the same in every language. The text catalogues translate it.
    words : str
        What is wrong and what is allowed, in English, for callers from Python.

    Examples
    --------
    >>> Refusal("no_rate", "the flows have no rate").reason
    'no_rate'
    """

    def __init__(self, reason: str, words: str) -> None:
        super().__init__(words)
        self.reason = reason


def require(holds: bool, reason: str, words: str) -> None:
    """Raise `Refusal` unless a condition holds.

    Parameters
    ----------
    holds : bool
        Condition that must be true.
    reason : str
        As `Refusal`.
    words : str
        As `Refusal`.

    Raises
    ------
    Refusal
        If ``holds`` is false.

    Examples
    --------
    >>> require(True, "periods", "periods must be 1 or more")
    """
    if not holds:
        raise Refusal(reason, words)


def finite(result: float, reason: str = "too_high") -> float:
    """Return a result, or refuse it if it overflows.

    Parameters
    ----------
    result : float
        Result of a formula.
    reason : str
        As `Refusal`.

    Returns
    -------
    float
        ``result``, unchanged.

    Raises
    ------
    Refusal
        With the reason if the result is beyond `LARGEST_RESULT` or nan.

    Examples
    --------
    >>> finite(0.24)
    0.24
    """
    if not -LARGEST_RESULT <= result <= LARGEST_RESULT:
        raise Refusal(reason, "the result is too large for a number")
    return result
