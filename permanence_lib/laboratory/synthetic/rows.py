"""The rows of an invented life in one year's return, table by table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from permanence_lib.laboratory.synthetic.draws import Draws
from permanence_lib.laboratory.synthetic.life import Life, State, Stay, birthday

Row = dict[str, str]


@dataclass(frozen=True)
class Year:
    """A year of the return, named by the March in which it ends."""

    number: int

    @property
    def first(self) -> date:
        """1 April."""
        return date(self.number - 1, 4, 1)

    @property
    def last(self) -> date:
        """31 March."""
        return date(self.number, 3, 31)

    def holds(self, day: date | None) -> bool:
        """Whether a day falls into it."""
        return day is not None and self.first <= day <= self.last


def said(day: date | None) -> str:
    """31/12/2024; nothing for no day."""
    return day.strftime("%d/%m/%Y") if day else ""


def episodes(life: Life, year: Year) -> Iterator[Row]:
    """The episodes that were open at any time in the year, as they stood at its end."""
    for stay in life.stays:
        for number, state in enumerate(stay.states):
            after = stay.states[number + 1] if number + 1 < len(stay.states) else None
            end = after.day if after else stay.ended
            if state.day > year.last or (end and end < year.first):
                continue
            closed = end is not None and end <= year.last
            moved = after is not None and (after.place, after.carer) != (state.place, state.carer)
            yield {
                "CHILD": life.code, "DECOM": said(state.day), "RNE": _why(stay, number), "LS": state.status,
                "CIN": life.need, "PLACE": state.place, "PLACE_PROVIDER": state.provider,
                "DEC": said(end) if closed else "", "REC": ("X1" if after else stay.how) if closed else "",
                "REASON_PLACE_CHANGE": after.reason if after and closed and moved else "", "URN": "XXXXXXX",
            }  # fmt: skip


def _why(stay: Stay, number: int) -> str:
    """The reason for a new episode, from what changed."""
    if number == 0:
        return "S"
    before, now = stay.states[number - 1], stay.states[number]
    law, home, carer = now.status != before.status, _home(now) != _home(before), now.carer != before.carer
    if law and carer:
        return "B"
    if law:
        return "U" if home else "L"
    return "P" if carer else "T"


def _home(state: State) -> tuple[str, str]:
    return state.place, state.provider


def header(life: Life) -> Row:
    """The child."""
    return {
        "CHILD": life.code, "SEX": life.sex, "DOB": said(life.born), "ETHNIC": life.ethnic, "UPN": "INVENTED",
        "MOTHER": "0" if life.sex == "2" else "",
    }  # fmt: skip


def _in_care(life: Life, day: date) -> Stay | None:
    return next(
        (s for s in life.stays if s.states and s.states[0].day <= day and (s.ended is None or day < s.ended)), None
    )


def reviews(life: Life, year: Year, draws: Draws) -> Iterator[Row]:
    """Reviews held in the year, at the intervals of the data."""
    for stay in life.stays:
        start, shares = stay.states[0].day, draws.shares
        after = [*shares.reviews]
        while start + timedelta(after[-1]) <= year.last:
            after.append(after[-1] + shares.reviews_then_every)
        for days in after:
            day = start + timedelta(days)
            if year.holds(day) and (stay.ended is None or day < stay.ended):
                code = "PN0" if day < birthday(life.born, 4) else draws.one_of(_VIEWS)
                yield {"CHILD": life.code, "DOB": said(life.born), "REVIEW": said(day), "REVIEW_CODE": code}


_VIEWS = {"PN1": 45, "PN2": 9, "PN3": 5, "PN4": 3, "PN5": 9, "PN6": 22, "PN7": 7}


#: Number of adopters, their sexes, their legal status.
_ADOPTERS = {"2 MF L11": 62, "2 MF L3": 9, "2 FF L12": 7, "2 MM L12": 7, "1 F1 L0": 12, "1 M1 L0": 3}


def adopted(life: Life, year: Year, draws: Draws) -> Iterator[Row]:
    """AD1, for a child adopted in the year."""
    way, stay = life.adoption, life.stays[0]
    if way and way.matched and stay.how in ("E11", "E12") and year.holds(stay.ended):
        many, sex, status = draws.one_of(_ADOPTERS).split()
        yield {
            "CHILD": life.code, "DOB": said(life.born), "DATE_INT": said(way.decided), "DATE_MATCH": said(way.matched),
            "FOSTER_CARE": "1" if way.fostered else "0", "NB_ADOPTR": many, "SEX_ADOPTR": sex, "LS_ADOPTR": status,
        }  # fmt: skip


def decisions(life: Life, year: Year, draws: Draws) -> Iterator[Row]:
    """PlacedAdoption, while a decision stands in the year."""
    way, stay = life.adoption, life.stays[0]
    over = (way and way.ceased) or stay.ended
    if way and way.decided <= year.last and not (over and over < year.first):
        ceased = way.ceased if way.ceased and way.ceased <= year.last else None
        yield {
            "CHILD": life.code, "DOB": said(life.born), "DATE_PLACED": said(way.decided),
            "DATE_PLACED_CEASED": said(ceased), "REASON_PLACED_CEASED": way.why_ceased if ceased else "",
        }  # fmt: skip


def before(life: Life, year: Year, draws: Draws) -> Iterator[Row]:
    """PrevPerm, for a child who came into care in the year."""
    start = life.stays[0].states[0].day
    if year.holds(start):
        known = life.before != "Z1" and start.year - 1 > life.born.year
        yield {
            "CHILD": life.code, "DOB": said(life.born), "PREV_PERM": life.before,
            "LA_PERM": "", "DATE_PERM": f"zz/zz/{start.year - 1}" if known else "",
        }  # fmt: skip


def missing(life: Life, year: Year, draws: Draws) -> Iterator[Row]:
    """Missing, for some of the young people."""
    for month in (6, 9, 12):
        day = date(year.number - 1, month, 14)
        if day >= birthday(life.born, 12) and _in_care(life, day) and draws.happens("missing"):
            back = day + timedelta(draws.number(1, 3))
            kind = draws.one_of({"M": 70, "A": 30})
            yield {
                "CHILD": life.code,
                "DOB": said(life.born),
                "MISSING": kind,
                "MIS_START": said(day),
                "MIS_END": said(back),
            }


_CHECKS = ("HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT")


def health(life: Life, year: Year, draws: Draws) -> Iterator[Row]:
    """OC2, for a child looked after for the whole year at its end."""
    stay = _in_care(life, year.last)
    if stay is None or stay.states[0].day > year.first:
        return
    asked = birthday(life.born, 4) <= year.last < birthday(life.born, 17)
    yield {
        "CHILD": life.code, "DOB": said(life.born),
        "SDQ_SCORE": str(draws.number(2, 27)) if asked else "", "SDQ_REASON": "" if asked else "SDQ1",
        "CONVICTED": "0", **{check: draws.one_of({"1": 85, "0": 15}) for check in _CHECKS},
        "SUBSTANCE_MISUSE": "0", "INTERVENTION_RECEIVED": "0", "INTERVENTION_OFFERED": "0",
    }  # fmt: skip


def leavers(life: Life, year: Year, draws: Draws) -> Iterator[Row]:
    """OC3, for young people who left care grown up and turned 19 to 21 in the year."""
    if life.stays[-1].ended == life.grown and any(year.holds(birthday(life.born, age)) for age in (19, 20, 21)):
        yield {
            "CHILD": life.code, "DOB": said(life.born), "IN_TOUCH": draws.one_of({"YES": 90, "NO": 6, "REFU": 4}),
            "ACTIV": draws.one_of({"F2": 30, "F5": 25, "G5": 30, "F1": 6, "G4": 9}), "ACCOM": "B1",
        }  # fmt: skip


def asylum(life: Life, year: Year, draws: Draws) -> Iterator[Row]:
    """UASC, for young people who came alone; the status ends with majority."""
    if life.alone and any(episodes(life, year)):
        until = life.grown if life.grown <= year.last else None
        yield {"CHILD": life.code, "SEX": life.sex, "DOB": said(life.born), "DUC": said(until)}


def workers(life: Life, year: Year, draws: Draws) -> Iterator[Row]:
    """SWEpisodes, for children in care when the year begins."""
    if _in_care(life, year.first):
        yield {
            "CHILD": life.code, "DOB": said(life.born), "SW_ID": f"INVENTED{draws.number(1, 60):03}",
            "SW_DECOM": said(year.first), "SW_DEC": "", "SW_REASON": "",
        }  # fmt: skip
