"""The one way in which the model says no."""

# More than this no result may be: beyond, numbers end.
LARGEST_RESULT = 1e300


class Refusal(ValueError):  # noqa: N818  (it is an answer, not an accident)
    """A question that has no answer: a loan that cannot be, a rate that does not exist.

    Parameters
    ----------
    reason : str
        Name of the reason, the same in every language; the catalogues hold its sentence.
    words : str
        What is wrong and what is allowed, in English, for who calls the model from Python.

    Examples
    --------
    >>> Refusal("no_rate", "the flows have no rate").reason
    'no_rate'
    """

    def __init__(self, reason: str, words: str) -> None:
        super().__init__(words)
        self.reason = reason


def require(holds: bool, reason: str, words: str) -> None:
    """Refuse unless a condition holds.

    Parameters
    ----------
    holds : bool
        What must be true.
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
    """A result, unless it is more than a number can hold.

    Parameters
    ----------
    result : float
        What a formula came to.
    reason : str
        As `Refusal`.

    Returns
    -------
    float
        The same.

    Raises
    ------
    Refusal
        With the reason where the result is beyond `MOST_OF_A_FLOAT`, or no number at all.

    Examples
    --------
    >>> finite(0.24)
    0.24
    """
    if not -LARGEST_RESULT <= result <= LARGEST_RESULT:
        raise Refusal(reason, "the result is more than a number can hold")
    return result
