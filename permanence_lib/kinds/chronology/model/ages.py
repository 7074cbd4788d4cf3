"""The age a child had when something happened, no surer than the dates are."""

from __future__ import annotations

from datetime import date

from pydantic import validate_call

from permanence_lib.kinds.chronology.model.moments import When, days_meant, say_range, say_when
from permanence_lib.kinds.chronology.model.words import plural

_BEFORE = " before birth"
#: An age that is unsure by two months at most is said as "about"; more than that, as between which two.
_ABOUT = 62


@validate_call
def age_words(born: When, when: When) -> str:
    """The age a child had: one age, or between which two where birth or event is known only roughly; or nothing."""
    birth, event = days_meant(born), days_meant(when)
    if birth is None or event is None:
        return ""
    least, most = _age(birth[1], event[0]), _age(birth[0], event[1])
    if least == most:
        return least
    unsure = (birth[1] - birth[0]) + (event[1] - event[0])
    if unsure.days <= _ABOUT and least.endswith(_BEFORE) == most.endswith(_BEFORE):
        return f"about {least}"
    if most.endswith(_BEFORE):
        return f"between {most.removesuffix(_BEFORE)} and {least}"
    return f"between {least} and {most}"


def ages_words(born: When, when: When, until: When) -> str:
    """The age when it began, and where it went on, when it ended: 2 years 1 month, to 2 years 4 months."""
    start, end = age_words(born, when), age_words(born, until)
    spread = say_range(when, until) != say_when(when)
    return f"{start}, to {end}" if spread and start and end and start != end else start


def _age(born: date, at: date) -> str:
    days = (at - born).days
    if days < 0:
        return (plural(int(-days / 365.25), "year") if days < -365 else plural(-(days // 7), "week")) + _BEFORE
    months = (at.year - born.year) * 12 + at.month - born.month - (at.day < born.day)
    if months < 3:
        return plural(days // 7, "week")
    years, rest = divmod(months, 12)
    return " ".join([plural(years, "year")] * bool(years) + [plural(rest, "month")] * bool(rest or not years))
