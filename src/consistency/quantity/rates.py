"""Rates told in words without `per`: "vehicles a day", "each week", "twice daily"."""

from __future__ import annotations

import re

_EACH = r"(?:an?|(?i:each|every)|AN?(?= [A-Z]{2}))"  # 5 A levels are no rate
_RATE = rf"(.*?) ?\b{_EACH} ((?:[^\W\d_]|-)+)"
REGULARLY = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
"""What happens "twice daily" is so many per day."""


def rate_of_words(text: str) -> str:
    """Return the name of a unit with `per` for "a", "each" and "every"; other names as they are.

    >>> rate_of_words("vehicles a day"), rate_of_words("each week"), rate_of_words("A levels")
    ('vehicles per day', 'per week', 'A levels')
    """
    rate = re.fullmatch(_RATE, text) if " " in text else None
    return f"{rate[1]} per {rate[2]}".strip() if rate is not None else text
