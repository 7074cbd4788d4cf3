"""Episodes of the yearly return (SSDA903) as rows of a chronology: codes in words, identifiers never read."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from permanence_lib.content.ssda903 import Ssda903
from permanence_lib.errors import UnreadableFile

HEADINGS = ("Date", "Until", "What happened", "Source", "Kind of event")
_SOURCE = "Yearly return (SSDA903 episodes)"
#: The only columns that are looked at. Pupil number, postcodes and setting number are left where they are.
_USED = ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE")
_SAID = (("RNE", "Why this episode"), ("LS", "Legal status"), ("PLACE", "Home"), ("PLACE_PROVIDER", "Provided by"),
         ("CIN", "Category of need"), ("REC", "How it ended"), ("REASON_PLACE_CHANGE", "Reason for the change of home"))  # fmt: skip
Episode = dict[str, str]


def is_episodes(headings: Sequence[str]) -> bool:
    """Whether these are the headings of the episodes table: known by its columns, not by its name."""
    return {"CHILD", "DECOM", "RNE", "LS"} <= {name.strip().strip("\ufeff").upper() for name in headings}


def children_in(content: bytes, codes: Ssda903) -> list[dict[str, object]]:
    """Each child's code with the rows of its chronology, headings first."""
    episodes = _episodes(content)
    children = list(dict.fromkeys(episode["CHILD"] for episode in episodes))
    return [
        {"code": code, "rows": [list(HEADINGS), *(_row(x, codes) for x in episodes if x["CHILD"] == code)]}
        for code in children
    ]


def _episodes(content: bytes) -> list[Episode]:
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise UnreadableFile("This does not read as a CSV file of episodes. Save it again as CSV (UTF-8).") from wrong
    names = [name.strip().upper() for name in rows[0]] if rows else []
    if not is_episodes(names):
        raise UnreadableFile(
            "The first row must name the columns of the episodes table: CHILD, DECOM, RNE, LS and so on."
        )
    at = {name: names.index(name) for name in _USED if name in names}
    found = [{name: row[n].strip() for name, n in at.items() if n < len(row)} for row in rows[1:] if any(row)]
    return [{name: episode.get(name, "") for name in _USED} for episode in found]


def _row(episode: Episode, codes: Ssda903) -> list[str]:
    said = [f"{words}: {decoded(column, episode[column], codes)}." for column, words in _SAID if episode[column]]
    home = {"P": "Home or carer", "T": "Home or carer", "B": "Home or carer", "U": "Home or carer"}
    kind = home.get(episode["RNE"], "Legal status" if episode["RNE"] == "L" else "Came into care")
    return [episode["DECOM"], episode["DEC"], " ".join(said) or "An episode of care.", _SOURCE, kind]


def decoded(column: str, code: str, codes: Ssda903) -> str:
    """A code in words, with the code; one that is not in the list stays as it is and says so."""
    words = codes.said(column, code)
    return f"{words} ({code})" if words else f"{code} (a code this workbook does not know)"
