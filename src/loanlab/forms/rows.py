"""Add and remove rows of a form, for page and notebook alike."""

from .fields import Rows


def add_row(field: Rows, typed: dict) -> dict[str, str]:
    """Add a row of defaults at the end, unless the form has as many as allowed.

    Parameters
    ----------
    field : Rows
        The field.
    typed : dict
        Name of each input to its text.

    Returns
    -------
    dict
        The typed texts with the new row.

    Examples
    --------
    >>> from .fields import Number
    >>> amount = Number("amount", "yuan", 1, 100, step=1, default=5)
    >>> field = Rows("debts", [amount], minimum=1, maximum=3, default=[{"amount": 7}])
    >>> add_row(field, {"debts": "1", "debts.0.amount": "8"})
    {'debts': '2', 'debts.0.amount': '8', 'debts.1.amount': '5'}
    """
    count = field.typed_count(typed)
    if count >= field.maximum:
        return typed
    return _rows_with(field, typed, _texts(field, typed) + [_default_texts(field)])


def remove_row(field: Rows, typed: dict, gone: int) -> dict[str, str]:
    """Remove a row, unless the form has as few as allowed. The rows below it move up.

    Parameters
    ----------
    field : Rows
        The field.
    typed : dict
        Name of each input to its text.
    gone : int
        Number of the row, from 0.

    Returns
    -------
    dict
        The typed texts without the row.

    Examples
    --------
    >>> from .fields import Number
    >>> amount = Number("amount", "yuan", 1, 100, step=1, default=5)
    >>> field = Rows("debts", [amount], minimum=1, maximum=3, default=[{"amount": 7}])
    >>> remove_row(field, {"debts": "2", "debts.0.amount": "8", "debts.1.amount": "9"}, 0)
    {'debts': '1', 'debts.0.amount': '9'}
    """
    texts = _texts(field, typed)
    if len(texts) <= field.minimum:
        return typed
    return _rows_with(field, typed, texts[:gone] + texts[gone + 1 :])


def resize(field: Rows, typed: dict, count: int) -> dict[str, str]:
    """Change the number of rows; new ones hold the defaults.

    Parameters
    ----------
    field : Rows
        The field.
    typed : dict
        Name of each input to its text.
    count : int
        The number of rows, between the field's minimum and maximum.

    Returns
    -------
    dict
        The typed texts with that number of rows.
    """
    texts = _texts(field, typed)[:count]
    while len(texts) < count:
        texts.append(_default_texts(field))
    return _rows_with(field, typed, texts)


def _texts(field: Rows, typed: dict) -> list[list[str]]:
    """Return one list for each row, with one text for each column."""
    return [
        [typed[field.cell(row, column.name)] for column in field.columns]
        for row in range(field.typed_count(typed))
    ]


def _default_texts(field: Rows) -> list[str]:
    return [column.text_of(column.default) for column in field.columns]


def _rows_with(field: Rows, typed: dict, texts: list[list[str]]) -> dict[str, str]:
    cells = field.name + "."
    others = {name: text for name, text in typed.items() if not name.startswith(cells)}
    others[field.name] = str(len(texts))
    for number, row in enumerate(texts):
        for column, text in zip(field.columns, row):
            others[field.cell(number, column.name)] = text
    return others
