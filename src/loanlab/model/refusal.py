"""The one way in which the model says no."""


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
