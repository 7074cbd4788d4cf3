"""The sorts of identifier that are looked for: what each is called, why it is marked, what to write instead."""

from __future__ import annotations

from typing import NamedTuple


class Sort(NamedTuple):
    """One sort, in the reader's words."""

    label: str
    why: str
    instead: str


#: In the order of what counts when two overlap: a listed name is certain, a date that could be a birth is not.
SORTS = {
    "name": Sort(
        "A name on your list", "It is on your own list of names that should not appear.", "Write the alias instead."
    ),
    "nhs": Sort(
        "NHS number",
        "Ten digits that pass the check of an NHS number, or that follow the words.",
        "Leave it out: nothing here needs it.",
    ),
    "nino": Sort(
        "National Insurance number",
        "It has the shape of a National Insurance number.",
        "Leave it out: nothing here needs it.",
    ),
    "case": Sort(
        "Case or file number",
        "It has the shape of a court's case number, a pupil number or a number in a records system.",
        "Write “the court file” or “our record”, without the number.",
    ),
    "email": Sort("E-mail address", "It has the shape of an e-mail address.", "Write whose it is by role, not where."),
    "phone": Sort(
        "Phone number",
        "It has the shape of a private phone number.",
        "Leave it out, or say only that there was a number.",
    ),
    "postcode": Sort(
        "Postcode", "It is a full postcode, which leads to a few houses.", "Write the sort of area, or only its town."
    ),
    "address": Sort(
        "Address", "A number before the name of a street or building.", "Write what matters about the place."
    ),
    "born": Sort(
        "Date of birth",
        "A full date next to words for a birth.",
        "Write an age, or only the month and year.",
    ),
    "perhaps-born": Sort(
        "Perhaps a date of birth",
        "A full date beside a name or an age. It may be the date of something else.",
        "If it is a birth, write an age, or only the month and year.",
    ),
}
