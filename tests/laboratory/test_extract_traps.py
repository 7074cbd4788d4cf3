"""The thirteen traps of the return, one test each; their words stand in ssda903.yaml under `reader_traps`."""

from __future__ import annotations

from datetime import date

import pandas
from small_extract import AD1, EPISODES, HEADER, PLACED, csv, episode, read, reconciles, rules

from permanence_lib.content.library import Content
from permanence_lib.laboratory import measures
from permanence_lib.laboratory.extract import Extract
from permanence_lib.laboratory.measures import Finding
from permanence_lib.laboratory.periods import periods


def found(extract: Extract) -> dict[str, Finding]:
    """All findings by name."""
    return {one.measure.id: one for one in measures.found(extract)}


def test_trap_1_date_placed_is_a_decision_not_a_move(content: Content) -> None:
    """The decision counts towards the decision; moving in is told by the placement alone."""
    rows = [
        episode("a", "01/01/2023", "S", "C1", "U6", "01/09/2023", "X1"),
        episode("a", "01/09/2023", "P", "E1", "A6"),
    ]
    extract = read({"e.csv": csv(EPISODES, *rows), "p.csv": csv(PLACED, "a,01/01/2022,01/04/2023,,")}, content)
    assert found(extract)["entry-to-decision"].whole.total == 90
    assert found(extract)["entry-to-placed"].whole.total == 243


def test_trap_2_an_open_episode_may_carry_x1(content: Content) -> None:
    """It is open, and it is told of."""
    extract = read({"e.csv": csv(EPISODES, episode("a", "01/01/2023", "S", "C1", "U6", "", "X1"))}, content)
    assert ("e.csv", 2, "", "open-x1") in rules(extract)
    assert list(periods(extract).rows["state"]) == ["open"]


def test_trap_3_an_episode_may_start_and_end_on_one_day(content: Content) -> None:
    """Two things on one day are two episodes, in the order in which they lead on, whatever the order of the rows."""
    rows = [
        episode("a", "01/01/2023", "L", "C1", "U6", "01/03/2023", "E4A"),
        episode("a", "01/01/2023", "S", "L2", "U6", "01/01/2023", "X1"),
    ]
    extract = read({"e.csv": csv(EPISODES, *rows)}, content)
    assert ("e.csv", 3, "", "same-day") in rules(extract)
    assert [one.repeated for one in extract.accounts] == [0]
    assert (found(extract)["period-of-care"].whole.count, found(extract)["period-of-care"].whole.total) == (1, 59)


def test_trap_4_gaps_and_overlaps_are_told(content: Content) -> None:
    """The period goes on over both."""
    rows = [
        episode("a", "01/01/2023", "S", "C1", "U6", "01/02/2023", "X1"),
        episode("a", "05/02/2023", "P", "C1", "U6", "01/04/2023", "X1"),
        episode("a", "20/03/2023", "P", "C1", "U6", "01/05/2023", "E4A"),
    ]
    extract = read({"e.csv": csv(EPISODES, *rows)}, content)
    assert {("e.csv", 3, "", "gap"), ("e.csv", 4, "", "overlap")} <= set(rules(extract))
    assert found(extract)["period-of-care"].whole.total == 120


def test_trap_5_a_placement_order_beside_consent_is_told(content: Content) -> None:
    """E1 with A3 or A4; with A6 it is as it should be."""
    rows = [episode("a", "01/01/2023", "S", "E1", "A4"), episode("b", "01/01/2023", "S", "E1", "A6")]
    extract = read({"e.csv": csv(EPISODES, *rows)}, content)
    assert [(line, rule) for _, line, _, rule in rules(extract) if rule == "consent-and-order"] == [
        (2, "consent-and-order")
    ]


def test_trap_6_dates_may_be_known_in_part(content: Content) -> None:
    """zz is kept as it is and told; nonsense is told as nonsense."""
    head = "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM"
    rows = [
        f"{n},01/01/2012,P1,,{text}"
        for n, text in enumerate(("zz/05/2019", "zz/zz/2019", "zz/zz/zzzz", "zz", "05/05/2019"))
    ]
    extract = read({"p.csv": csv(head, *rows)}, content)
    told = [(line, rule) for _, line, column, rule in rules(extract) if column == "DATE_PERM"]
    assert told == [(2, "date-partial"), (3, "date-partial"), (4, "date-partial"), (5, "date-doubtful")]
    assert extract.tables["PrevPerm"]["DATE_PERM"].tolist()[1] == "zz/zz/2019"


def test_trap_7_care_may_start_again(content: Content) -> None:
    """After a return home S stands again: two periods, and the time at home belongs to neither."""
    rows = [
        episode("a", "01/01/2022", "S", "V2", "U6", "01/02/2022", "E4A"),
        episode("a", "01/06/2022", "S", "V2", "U6", "01/08/2022", "E4B"),
    ]
    extract = read({"e.csv": csv(EPISODES, *rows)}, content)
    assert (found(extract)["period-of-care"].whole.count, found(extract)["period-of-care"].whole.total) == (2, 31 + 61)
    assert not {"gap", "start-again", "no-start-again"} & {rule for *_, rule in rules(extract)}


def test_trap_8_an_episode_stands_in_several_years(content: Content) -> None:
    """Open in one year's file and ended in the next: used once, with its end, in whatever order the files come."""
    still = csv(EPISODES, episode("a", "01/01/2023", "S", "V2", "U6"))
    ended = csv(EPISODES, episode("a", "01/01/2023", "S", "V2", "U6", "01/06/2023", "E4A"))
    for files in ({"1.csv": still, "2.csv": ended}, {"1.csv": ended, "2.csv": still}, {"all.csv": still + ended}):
        extract = read(files, content)
        assert sum(one.repeated for one in extract.accounts) == 1
        assert reconciles(extract)
        assert found(extract)["period-of-care"].whole.total == 151
        assert "repeated-differs" not in {rule for *_, rule in rules(extract)}


def test_trap_9_codes_may_be_small_or_have_spaces(content: Content) -> None:
    """'c1 ' is C1, and 'PCCHAN ' of a social worker's row is PCCHAN."""
    workers = "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON"
    files = {
        "e.csv": csv(EPISODES, episode("a", "01/01/2023", "s", "c1 ", " u6")),
        "w.csv": csv(workers, 'a,01/01/2012,W1,01/04/2023,01/06/2023,"PCCHAN "'),
    }
    extract = read(files, content)
    assert extract.tables["Episodes"][["RNE", "LS", "PLACE"]].astype(str).to_numpy().tolist() == [["S", "C1", "U6"]]
    assert extract.tables["SWEpisodes"]["SW_REASON"].tolist() == ["PCCHAN"]
    assert [column for *_, column, rule in rules(extract) if rule == "code-tidied"] == ["RNE", "LS", "PLACE"]


def test_trap_10_an_unknown_code_is_kept_and_shown(content: Content) -> None:
    """Raw, and nothing is concluded from it; but what may be a child's code or a date is not shown."""
    rows = [
        episode("a", "01/01/2023", "S", "Q9", "U6", "01/02/2023", "E99"),
        episode("kim7", "01/01/2023", "S", "kim7", "U6"),
        episode("b", "01/01/2023", "S", "01/01/12", "U6"),
    ]
    extract = read({"e.csv": csv(EPISODES, *rows)}, content)
    notes = extract.notes[extract.notes["rule"] == "code-unknown"]
    assert notes["shown"].tolist() == ["Q9", "E99", "a value that is not shown", "a value that is not shown"]
    assert extract.tables["Episodes"]["LS"].tolist()[0] == "Q9"
    assert periods(extract).rows["state"].tolist()[0] == "unclear"


def test_trap_11_children_who_stand_in_one_table_only(content: Content) -> None:
    """In Header without an episode, in AD1 without one: told, and left out of what needs episodes."""
    files = {
        "h.csv": csv(HEADER, "a,1,01/01/2012,WBRI,,,", "b,1,01/01/2012,WBRI,,,"),
        "e.csv": csv(EPISODES, episode("a", "01/01/2023", "S", "V2", "U6")),
        "ad1.csv": csv(AD1, "c,01/01/2022,01/01/2023,01/02/2023,0,2,MF,L11"),
    }
    extract = read(files, content)
    assert {("h.csv", 3, "CHILD", "no-episode"), ("ad1.csv", 2, "CHILD", "no-episode")} <= set(rules(extract))
    match = found(extract)["order-to-match"]
    assert (match.whole.count, match.out_of) == (0, 1)


def test_trap_12_dates_in_the_future_or_before_birth(content: Content) -> None:
    """Told; nothing is measured from a future date, and a child born after the start is in no age group."""
    files = {
        "h.csv": csv(HEADER, "a,1,01/06/2023,WBRI,,,", "b,1,01/01/2012,WBRI,,,"),
        "e.csv": csv(
            EPISODES,
            episode("a", "01/01/2023", "S", "V2", "U6", "01/03/2023", "E4A"),
            episode("b", "01/01/2023", "S", "V2", "U6", "01/03/2099", "E4A"),
        ),
    }
    extract = read(files, content)
    assert {("e.csv", 2, "DECOM", "date-before-birth"), ("e.csv", 3, "DEC", "date-future")} <= set(rules(extract))
    whole = found(extract)["period-of-care"]
    assert (whole.whole.count, whole.whole.total) == (1, 59)
    assert [(group.label, group.count) for group in whole.by_age if group.count] == [("Age not known", 1)]
    assert extract.as_at == date(2024, 4, 1)


def test_trap_13_sex_may_be_a_word(content: Content) -> None:
    """Male and female, in any case, or one letter."""
    extract = read({"h.csv": csv(HEADER, *(f"{n},{word},01/01/2012,WBRI,,," for n, word in enumerate(("Male", "FEMALE", "m", "2", "x"))))}, content)  # fmt: skip
    assert extract.tables["Header"]["SEX"].tolist() == ["1", "2", "1", "2", "X"]
    assert [rule for *_, column, rule in rules(extract) if column == "SEX"] == ["code-tidied"] * 3 + ["code-unknown"]


def test_all_thirteen_traps_have_a_test(content: Content) -> None:
    """A new trap in the data asks for a new test here."""
    named = [name for name in globals() if name.startswith("test_trap_")]
    assert len(named) == len(content.ssda903.reader_traps) == 13


def test_what_would_name_somebody_is_dropped_on_reading(content: Content) -> None:
    """Pupil numbers, postcodes, numbers of settings and workers never enter a table."""
    row = episode("a", "01/01/2023", "S", "V2", "U6")[:-3] + ",AB1 2CD,EF3 4GH,1234567"
    files = {"e.csv": csv(EPISODES, row), "h.csv": csv(HEADER, "a,1,01/01/2012,WBRI,A123456789012,,")}
    extract = read(files, content)
    kept = pandas.concat([rows.astype(str) for rows in extract.tables.values()])
    assert not {"UPN", "HOME_POST", "PL_POST", "URN", "SW_ID", "MC_DOB"} & set(kept.columns)
    assert not kept.isin(["AB1 2CD", "EF3 4GH", "1234567", "A123456789012"]).any().any()
