"""The pack of a workshop day: how it was run, what was made of it, and nobody to be found in it."""

from __future__ import annotations

import io
import json
import re
import stat
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
import pytest
import workshop_day
from typer.testing import CliRunner
from workshop_day import people_who_answer

from permanence_lib.build import notebooks
from permanence_lib.cli.app import app
from permanence_lib.content.library import Content
from permanence_lib.document import text
from permanence_lib.document.blocks import Block, Chart, Table
from permanence_lib.portfolio import compiled
from permanence_lib.store import open_store
from permanence_lib.workshop import attendance, rehearsal
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.pack import answered, counting, document, heard, kept, leaving, making, run
from permanence_lib.workshop.pack.notebook import Report, report
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.state import Move, Standing, State


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the room of the day is kept."""
    return tmp_path_factory.mktemp("autumn")


@pytest.fixture(scope="module")
def whole_day(folder: Path, content: Content) -> Iterator[Room]:
    """Twenty people, a whole day, on disk."""
    store = open_store(str(folder / "answers.sqlite"))
    yield workshop_day.held(Room(store, content, "w18", "Autumn cohort"))
    store.close()


@pytest.fixture(scope="module")
def words(whole_day: Room) -> str:
    """The whole pack of that day as plain text."""
    return _text(whole_day)


def _text(room: Room) -> str:
    made = document.document(room)
    return text.render([*made.cover, *made.blocks()])


#: One of the people who answer, and words that only they write.
SOMEBODY, OWN = "p_000000000003", "Quagga."


def at(minute: int) -> datetime:
    """So many minutes after ten in the morning."""
    return datetime(2026, 11, 18, 10, tzinfo=UTC) + timedelta(minutes=minute)


def state(**known: object) -> State:
    """How a room stands at some moment."""
    return State(week="w18", cohort="Autumn", code="x", started_at=at(0).isoformat(), **known)  # type: ignore[arg-type]


# ---- the day as it was run


def test_the_day_is_read_back_from_every_state(content: Content) -> None:
    """When each part was begun, again if the room went back, and each step of an exercise at its moment."""
    agenda = content.weeks["w18"].workshop
    assert agenda
    history = [
        (at(0), state()),
        (at(1), state(stretch="w18s1.1", since="a")),
        (at(2), state(stretch="w18s1.2", since="b")),
        (at(3), state(stretch="w18s1.2", since="b", standings={"w18s1a": Standing(phase="open")})),
        (at(9), state(stretch="w18s1.2", since="b", standings={"w18s1a": Standing(phase="shown")})),
        (at(10), state(stretch="w18s1.1", since="c", standings={"w18s1a": Standing(phase="shown")}, moves=(Move(stretch="w18s1.2", minutes=10),))),
    ]  # fmt: skip
    first, second, third, *_ = run.as_run(history, agenda)
    assert first.begun == (at(1), at(10))
    assert second.begun == (at(2),) and second.longer == 10
    assert [(each.what, each.at) for each in second.steps] == [("opened", at(3)), ("shown", at(9))]
    assert third.begun == () and third.planned.title == "Risk aversion clinic"


def test_pauses_are_told_without_their_reason() -> None:
    """Why a room rested may be about one person."""
    history = [
        (at(0), state()),
        (at(5), state(paused=True, pause_words="Somebody is upset")),
        (at(9), state()),
        (at(20), state(paused=True)),
    ]
    assert run.pauses(history) == [(at(5), at(9)), (at(20), None)]


def test_the_day_is_the_one_on_which_the_room_did_something() -> None:
    """Not the evening before, when it was opened to see whether it works."""
    later = at(24 * 60)
    assert run.day_of([(at(0), state()), (later, state(stretch="w18s1.1", since="a"))]) == later.astimezone().date()
    assert run.day_of([]) is None and run.span([(at(0), state())]) is None


# ---- what it holds


def test_every_part_of_the_day_is_in_the_agenda(whole_day: Room, words: str) -> None:
    """As planned and as run."""
    (table,) = (each for each in document.as_run(whole_day, whole_day.history()) if isinstance(each, Table))
    assert [row[0] for row in table.rows][:3] == ["Check-in", "Card sort in two versions", "Risk aversion clinic"]
    assert all(re.fullmatch(r"\d\d:\d\d", row[2]) for row in table.rows)
    assert re.match(r"Opened \d\d:\d\d, shown \d\d:\d\d, second answers asked for", table.rows[1][3])
    assert table.rows[3][3] == ""  # a break
    assert "20 people" in words


def test_every_exercise_that_was_opened_has_its_picture(whole_day: Room) -> None:
    """The first answers and the latest where the room thought again."""
    found = {each.id: blocks for each, blocks in answered.exercises_done(whole_day, whole_day.history())}
    assert list(found) == list(whole_day.live)
    (twice,) = (one for one in found["w18s1a"] if isinstance(one, Chart) and one.title == "What moved")
    assert all(bar.was is not None for bar in twice.bars)
    assert not any(isinstance(one, Chart) and one.bars[0].was is not None for one in found["w18s2a"])
    drawn = [name for name, blocks in found.items() if any(isinstance(one, Chart) for one in blocks)]
    assert {"w18s1a", "w18s1b", "w18s2a", "w18s2c"} <= set(drawn)
    assert all(len(blocks) >= 3 for blocks in found.values())


def test_approved_words_stand_by_theme_and_others_do_not(whole_day: Room, words: str) -> None:
    """Under her themes in her order, without a theme last; what she did not approve is nowhere outside the evaluation."""
    themes = heard.by_theme(whole_day)
    assert list(themes) == [*workshop_day.THEMES, heard.NO_THEME]
    approved = {each.text for these in themes.values() for each in these}
    flat = " ".join(words.replace("\n> ", " ").split())
    assert all(" ".join(each.split()) in flat for each in approved)


@pytest.mark.parametrize("week", ["w04", "w11", "w18", "w25"])
def test_words_that_nobody_approved_are_not_in_it(content: Content, week: str) -> None:
    """Whatever the exercise is, named or not: a sentence of one person's own is only in the evaluation, if it is about the day."""
    room = Room(open_store("sqlite://"), content, week, "Autumn")
    for name, exercise in room.live.items():
        example = exercise.example()
        assert example is not None
        room.act("open", {"exercise": name})
        people_who_answer(room, name, 5)
        room.keep(SOMEBODY, name, _in_own_words(example.model_dump(mode="json")), 1)
        room.act("close", {"exercise": name})
        told = [voice.text for voice in answered.last(room, exercise)[SOMEBODY].voices]
        assert exercise.definition.sharing == "private" or any(OWN in each for each in told) or not told
    made = document.document(room)
    elsewhere = [block for chapter in made.chapters if chapter.id != "evaluation" for block in _all(chapter)]
    assert OWN not in text.render(elsewhere)
    assert OWN in text.render([block for chapter in made.chapters for block in _all(chapter)])
    room.store.close()


def _all(chapter: compiled.Chapter) -> list[Block]:
    return [*chapter.blocks, *(block for part in chapter.parts for block in part.blocks)]


def _in_own_words(value: object) -> object:
    """An answer in which every sentence is one that nobody else wrote; what is chosen stays chosen."""
    if isinstance(value, dict):
        return {name: _in_own_words(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_in_own_words(inner) for inner in value]
    if isinstance(value, str) and (" " in value or value == "upright"):
        return f"{OWN} I wrote this myself."
    return value


def test_questions_that_are_open_come_first(whole_day: Room) -> None:
    """With how many there are."""
    told = text.render(list(document.questions(whole_day)))
    assert (
        told.index("Still open: 2 questions")
        < told.index(workshop_day.QUESTIONS[0])
        < told.index(workshop_day.QUESTIONS[2])
    )
    assert (
        told.index(workshop_day.QUESTIONS[2])
        < told.index("Answered today: 1 question")
        < told.index(workshop_day.QUESTIONS[1])
    )


def test_the_evaluation_is_only_what_is_about_the_day(whole_day: Room) -> None:
    """The commitment on the same sheet is somebody's own; and no order ties one answer to another."""
    told = list(heard.evaluation(whole_day))
    assert [block.text for block in told[::2]] == ["One word for the day", "One change for next time"]  # type: ignore[union-attr]
    assert told[1].items == ("upright (20 times)",)  # type: ignore[union-attr]
    said = [re.sub(r" \(\d+ times\)$", "", words) for words in told[3].items]  # type: ignore[union-attr]
    assert said == sorted(said, key=str.casefold) and len(said) == len(set(said)) > 1


def test_every_workshop_asks_about_the_day_in_words(content: Content) -> None:
    """The questions its agenda names are questions of its own exercises, answered in words by the worked example."""
    for week in (week for week in content.weeks.values() if week.workshop):
        room = Room(open_store("sqlite://"), content, week.id, "Any")
        assert len(week.workshop.evaluation) >= 2  # type: ignore[union-attr]
        for place in week.workshop.evaluation:  # type: ignore[union-attr]
            name, _, question = place.partition("/")
            exercise = room.live[name]
            example = exercise.example()
            asked = {each["id"] for part in exercise.definition.model_dump()["sections"] for each in part["questions"]}
            said = exercise.kind.voices(exercise.definition, example, exercise.material)
            assert question in asked
            assert question in {voice.id for voice in said} or question in ("unsaid", "left")
        room.store.close()


# ---- what it does not hold


def test_nobody_is_named(whole_day: Room, words: str) -> None:
    """No alias and no id stands in any form of it."""
    page = compiled.page(document.document(whole_day))
    for member in whole_day.members().values():
        assert not re.search(rf"\b{member.alias}\b", words + page) and member.id not in words + page


@pytest.mark.parametrize("week", ["w04", "w18"])
def test_nothing_of_fewer_than_five_is_in_it(content: Content, week: str) -> None:
    """Also where the room agreed on names; and what four wrote about the day is not there either."""
    room = workshop_day.held(Room(open_store("sqlite://"), content, week, "Small"), people=4)
    made = document.document(room)
    told = text.render([*made.cover, *made.blocks()])
    blocks = [block for chapter in made.chapters for part in chapter.parts for block in part.blocks]
    assert "Fewer than five people" in told and "4 people" not in told and "4 of" not in told
    assert not [block for block in blocks if isinstance(block, Chart | Table)]
    assert heard.by_theme(room) == {} and list(heard.evaluation(room)) == []
    for exercise in room.live.values():
        long_words = {v.text for one in answered.last(room, exercise).values() for v in one.voices if len(v.text) > 40}
        assert not [each for each in long_words if each in told]
    room.store.close()


@pytest.mark.parametrize(("week", "private"), [("w04", "w04s4b"), ("w25", "w25s4a")])
def test_a_private_exercise_leaves_only_that_it_was_done(content: Content, week: str, private: str) -> None:
    """However many answered."""
    room = Room(open_store("sqlite://"), content, week, "Autumn")
    room.act("open", {"exercise": private})
    people_who_answer(room, private, 20)
    room.act("close", {"exercise": private})
    ((exercise, blocks),) = answered.exercises_done(room, room.history())
    assert exercise.id == private and "nothing of it is in this pack" in text.render(blocks)
    assert len(blocks) == 2
    room.store.close()


def test_a_named_exercise_gives_the_pack_its_words_without_names(content: Content) -> None:
    """The room heard them with names; whoever reads the pack was not in that room."""
    room = Room(open_store("sqlite://"), content, "w04", "Autumn")
    for theme in workshop_day.THEMES:
        room.act("theme-new", {"words": theme})
    workshop_day.exercise(room, "w04s1a", 6)
    assert room.state().standing("w04s1a").named
    made = document.document(room)
    told = text.render([*made.cover, *made.blocks()])
    assert sum(map(len, heard.by_theme(room).values())) == 3
    assert "Person" not in told
    room.store.close()


def test_an_answer_after_the_close_is_not_in_it_but_a_sheet_typed_in_is(room: Room) -> None:
    """What was written on paper was written in the room."""
    room.act("open", {"exercise": "w18s2c"})
    before = len(people_who_answer(room, "w18s2c", 7))
    room.act("close", {"exercise": "w18s2c"})
    room.put(Member("p_00000000aaaa", "Sheet 1", "2026-11-18T09:30:00.000+00:00", paper=True))
    example = room.live["w18s2c"].example()
    assert example is not None
    for name in ("p_00000000aaaa", "p_00000000bbbb"):
        room.keep(name, "w18s2c", example, 0)
    assert len(answered.last(room, room.live["w18s2c"])) == before + 1


def test_an_empty_room_has_a_pack_that_says_so(room: Room) -> None:
    """No fault, and no empty chart."""
    told = _text(room)
    for said in ("The day was not begun.", "No exercise was opened.", "No questions were kept.", "Nobody"):
        assert said in told


def test_a_rehearsal_says_what_it_is(content: Content) -> None:
    """On the title page."""
    room = Room(open_store("sqlite://"), content, "w18", rehearsal.cohort("Autumn"))
    assert "This was a rehearsal" in _text(room)
    room.store.close()


def test_people_are_counted_from_five() -> None:
    """Below that, only that they are few."""
    assert [counting.people(n) for n in (0, 1, 4, 5)] == ["nobody", *["fewer than five people"] * 2, "5 people"]
    assert counting.of_people(17, 20) == "17 of 20 people" and counting.of_people(3, 20) == "fewer than five people"


# ---- attendance


def test_attendance_goes_beside_the_answers_once(room: Room) -> None:
    """In the form that a workbook keeps; what somebody said of the day themselves stays."""
    here, own, gone = people_who_answer(room, "w18s2c", 3)
    room.keep(own, "attended:w18", {"attended": True, "on": "2026-11-17", "words": "Mine"}, 0)
    room.put(Member(gone, "Gone", "2026-11-18T09:03:00.000+00:00", gone=True))
    assert attendance.count(room) == 2
    assert attendance.keep_all(room) == 2 and attendance.keep_all(room) == 2
    kept_for = {name: room.store.latest(name, "attended:w18") for name in (here, own, gone)}
    assert kept_for[here] is not None and kept_for[here].value["on"] == "2026-11-18" and kept_for[here].revision == 1
    assert kept_for[own] is not None and kept_for[own].value["words"] == "Mine"
    assert kept_for[gone] is None


def test_nobody_attends_a_rehearsal(content: Content) -> None:
    """It would be in somebody's portfolio."""
    room = Room(open_store("sqlite://"), content, "w18", rehearsal.cohort("Autumn"))
    (name,) = people_who_answer(room, "w18s2c", 1)
    assert not attendance.keep(room, name) and room.store.latest(name, "attended:w18") is None
    room.store.close()


# ---- the notebook and the files


def test_the_notebook_follows_from_its_source(content: Content) -> None:
    """Cells of at most three lines, run and committed; every chapter of the pack has its cell."""
    path = content.root / "notebooks" / making.NOTEBOOK
    written = notebooks.report_notebook()
    there = nbformat.read(path, 4)
    assert [(cell.id, cell.source) for cell in there.cells] == [(cell.id, cell.source) for cell in written.cells]
    assert all(len(cell.source.splitlines()) <= 3 for cell in there.cells)
    assert all(cell.execution_count for cell in there.cells if cell.cell_type == "code")


def test_every_chapter_is_shown_by_the_notebook(whole_day: Room) -> None:
    """As HTML and as text."""
    shown = Report(whole_day)
    assert [each.id for each in document.document(whole_day).chapters] == list(notebooks.REPORTED)
    for name in notebooks.REPORTED:
        assert shown.chapter(name).text and "<h2>" in shown.chapter(name).html
    assert "Autumn cohort" in shown.cover().text


def test_without_a_room_the_notebook_says_how_to_give_one() -> None:
    """Also what nbval sees."""
    shown = report()
    assert "permanence workshop-pack" in shown.cover().text
    assert shown.chapter("answers").text == shown.file().text == ""


@pytest.mark.slow
def test_papermill_makes_the_word_document(whole_day: Room, folder: Path, content: Content) -> None:
    """By the notebook, in a process of its own, while the room is open."""
    made = making.file(folder, content, "w18", ".docx")
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        body = parts.read("word/document.xml").decode()
        assert [name for name in parts.namelist() if name.startswith("word/media/")]
    for said in ("Pack of the day", "Card sort in two versions", "One change for next time", workshop_day.QUESTIONS[0]):
        assert said in body


@pytest.mark.slow
def test_the_command_writes_a_web_page_and_the_notebook_as_it_was_run(
    whole_day: Room, folder: Path, tmp_path: Path
) -> None:
    """For its owner alone, and without asking anything of a network."""
    page, ran = tmp_path / "pack.html", tmp_path / "pack.ipynb"
    for to in (page, ran):
        done = CliRunner().invoke(app, ["workshop-pack", "--room", str(folder), "--to", str(to), "--yes"])
        assert done.exit_code == 0, done.output
    told = page.read_text("utf-8")
    assert "What the room answered" in told and "http" not in told.replace("http-equiv", "")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert json.loads(ran.read_text("utf-8"))["metadata"]["papermill"]["parameters"]["week"] == "w18"


def test_the_command_asks_about_what_looks_like_a_person(room: Room, tmp_path: Path, content: Content) -> None:
    """And writes nothing when the answer is no."""
    folder, to = tmp_path / "room", tmp_path / "pack.html"
    folder.mkdir()
    store = open_store(str(folder / "answers.sqlite"))
    kept_room = Room(store, content, "w18", "Autumn")
    kept_room.act("question-keep", {"words": "Ring Mrs Tamsin Oakley-Wood on 07700 900123?"})
    done = CliRunner().invoke(app, ["workshop-pack", "--room", str(folder), "--to", str(to)], input="n\n")
    store.close()
    assert "07700 900123" in done.output and done.exit_code == 1 and not to.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--room", "{here}/nothing", "--to", "{here}/a.html"), "No workshop is kept in"),
        (("--room", "{here}", "--to", "{here}/a.html"), "No workshop is kept in"),
        (("--room", "{here}", "--to", "{here}/a.pdf"), "must end in .docx, .html or .ipynb"),
    ],
)
def test_a_wrong_command_is_told_in_a_sentence(tmp_path: Path, given: tuple[str, ...], said: str) -> None:
    """And makes nothing by looking."""
    done = CliRunner().invoke(app, ["workshop-pack", *(each.format(here=tmp_path) for each in given)])
    assert said in (done.output + str(done.exception)) and list(tmp_path.iterdir()) == []


def test_a_store_without_a_room_is_refused(tmp_path: Path, content: Content) -> None:
    """Somebody's own workbook, say."""
    open_store(str(tmp_path / "answers.sqlite")).close()
    with pytest.raises(RoomRefused, match="No workshop is kept"):
        kept.opened(tmp_path, content)


def test_of_several_workshops_in_one_store_the_named_one_is_opened(tmp_path: Path, content: Content) -> None:
    """Else the one that changed last; and looking changes nothing."""
    store = open_store(str(tmp_path / "answers.sqlite"))
    Room(store, content, "w18", "Autumn").state()
    Room(store, content, "w11", "Autumn").state()
    newest = store.newest()
    for week, expected in ((None, "w11"), ("w18", "w18")):
        found = kept.opened(tmp_path, content, week)
        assert found.week.id == expected
        found.store.close()
    assert store.newest() == newest
    store.close()


def test_a_pack_that_cannot_be_made_says_so(tmp_path: Path, content: Content) -> None:
    """In the facilitator's words."""
    with pytest.raises(making.PackNotMade, match="Nothing of the room is lost"):
        making.file(tmp_path / "nowhere", content, "w18", ".html")


def test_what_leaves_is_looked_through(whole_day: Room) -> None:
    """Approved words, questions and the evaluation, by their headings."""
    parts = leaving.words(whole_day)
    assert {*workshop_day.THEMES, "Questions", document.EVALUATION} <= set(parts)
