"""The units of numbers that readers type and read."""

# Unit: how many places the point moves from the typed number to the value, and the most decimals
# that a typed number has.
UNITS = {
    "percent": (2, 4),
    "percent_a_day": (2, 6),
    "percent_a_month": (2, 4),
    "percent_a_year": (2, 4),
    "points": (0, 0),
    "basis_points": (0, 2),
    "days": (0, 0),
    "months": (0, 0),
    "periods": (0, 0),
    "number_in_plan": (0, 0),
    "minutes": (0, 1),
    "seconds": (0, 0),
    "times": (0, 1),
    "multiple": (0, 2),
    "people": (0, 0),
    "loans": (0, 0),
    "yuan": (0, 2),
}
