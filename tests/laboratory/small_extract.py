"""A small extract, written out so that every figure can be checked by hand. Nobody in it exists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from permanence_lib.content.library import Content
from permanence_lib.laboratory import extract
from permanence_lib.laboratory.extract import Extract

TODAY, AS_AT = date(2024, 6, 1), date(2024, 3, 31)
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE"
AD1 = "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR"
PLACED = "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED"


def csv(head: str, *rows: str) -> bytes:
    """A table as it might be sent."""
    return "\r\n".join([head, *rows, ""]).encode()


def episode(
    child: str, start: str, rne: str, ls: str, place: str, end: str = "", rec: str = "", cin: str = "N1"
) -> str:
    """A row of Episodes."""
    provider = "" if place.startswith("T") else "PR1"
    return f"{child},{start},{rne},{ls},{cin},{place},{provider},{end},{rec},,,,"


#: Arlo is adopted; Bea's section 20 goes on with moves; Cy was in care before; Dot comes back; Eli and Gus wait under an
#: order; Fay stands in AD1 alone.
SMALL = {
    "header.csv": csv(
        HEADER, "arlo,1,01/05/2022,WBRI,,,", "bea,2,01/05/2010,WBRI,,,", "cy,1,01/05/2015,WBRI,,,", "dot,2,01/05/2018,WBRI,,,",
        "eli,1,01/05/2020,WBRI,,,", "gus,1,01/05/2021,WBRI,,,",
    ),
    "episodes.csv": csv(
        EPISODES,
        episode("arlo", "01/06/2022", "S", "C1", "U6", "01/02/2023", "X1"),
        episode("arlo", "01/02/2023", "L", "E1", "U6", "01/08/2023", "X1"),
        episode("arlo", "01/08/2023", "P", "E1", "A6", "01/04/2024", "E12"),
        episode("bea", "01/04/2023", "S", "V2", "K2", "01/06/2023", "X1"),
        episode("bea", "01/06/2023", "P", "V2", "U6", "01/07/2023", "X1"),
        episode("bea", "01/07/2023", "P", "V2", "T3", "10/07/2023", "X1"),
        episode("bea", "10/07/2023", "P", "V2", "U6"),
        episode("cy", "01/01/2021", "L", "C2", "U4"),
        episode("dot", "01/05/2022", "S", "V2", "U6", "01/07/2022", "E4A"),
        episode("dot", "01/10/2022", "S", "C1", "U6", "01/12/2022", "X1"),
        episode("dot", "01/12/2022", "B", "C2", "U4"),
        episode("eli", "01/01/2022", "S", "C1", "U6", "01/09/2022", "X1"),
        episode("eli", "01/09/2022", "L", "E1", "U6"),
        episode("gus", "01/03/2022", "S", "C1", "U6", "01/03/2023", "X1"),
        episode("gus", "01/03/2023", "L", "E1", "U6"),
    ),
    "ad1.csv": csv(
        AD1, "arlo,01/05/2022,15/01/2023,01/07/2023,0,2,MF,L11", "gus,01/05/2021,15/01/2023,01/02/2023,0,2,MF,L11",
        "fay,01/05/2021,15/01/2023,01/02/2023,0,2,MF,L11",
    ),
    "placed.csv": csv(PLACED, "arlo,01/05/2022,15/01/2023,,", "cy,01/05/2015,01/02/2023,,"),
    "reviews.csv": csv(
        REVIEWS, "arlo,01/05/2022,01/07/2022,PN0", "bea,01/05/2010,01/05/2023,PN1", "bea,01/05/2010,01/08/2023,PN4",
        "bea,01/05/2010,01/02/2024,PN7", "dot,01/05/2018,01/06/2022,PN5", "eli,01/05/2020,01/02/2023,XX",
    ),
}  # fmt: skip


def read(files: dict[str, bytes], content: Content, as_at: date = date(2024, 4, 1), today: date = TODAY) -> Extract:
    """An extract of some files."""
    return extract.read(files, content.ssda903, today, as_at)


def rules(found: Extract) -> list[tuple[str, int, str, str]]:
    """(file, line, column, rule) of every notice."""
    names: Sequence[str] = ("file", "line", "column", "rule")
    return list(zip(*(found.notes[name].tolist() for name in names), strict=True))


def reconciles(found: Extract) -> bool:
    """Whether given = read + refused everywhere, and every refused row is explained once."""
    refused = found.notes["rule"].map(lambda rule: found.ssda.notices[rule].refused)
    explained = found.notes[refused.astype(bool)].groupby("file").size()
    files = {one.file for one in found.accounts}
    return all(one.given == one.read + one.refused for one in found.accounts) and all(
        explained.get(file, 0) == sum(one.refused for one in found.accounts if one.file == file) for file in files
    )
