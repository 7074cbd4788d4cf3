"""The evaluation by a cohort: what a participant can give, and the report that tells nothing of fewer than five."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cohort
import pytest
from typer.testing import CliRunner

from permanence_lib.cli import app
from permanence_lib.content.library import Content
from permanence_lib.document import text
from permanence_lib.document.blocks import Block, Chart, Table
from permanence_lib.errors import PermanenceError, UnreadableFile
from permanence_lib.portfolio import pages
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.evaluation import collected, form, forms, given, growth, offered, report, running, used
from permanence_lib.portfolio.evaluation.given import Given
from permanence_lib.portfolio.evaluation.report import Report
from permanence_lib.screen.asked import Answer, Asked, Made, Upload, Went
from permanence_lib.screen.asked import Given as File

ALL = {"levels": ("yes",), "used": ("yes",), "form": ("yes",)}
#: Written for those who ran the day alone, in the worked examples of weeks 4 and 25.
FOR_THE_DAY_ALONE = "Somebody said “those carers”."


def send(desk: Desk, **fields: tuple[str, ...]) -> Answer | None:
    """The participant's form, sent."""
    return pages.answer(desk, Asked("/evaluation", fields=fields, sent=True))


def given_by(desk: Desk, **fields: tuple[str, ...]) -> Given:
    """What the file of that form holds."""
    made = send(desk, **fields)
    assert isinstance(made, File)
    return given.read(made.content, made.name)


# ---- what a participant gives


def test_nothing_is_ticked_at_first_and_everything_that_could_go_is_shown(desk: Desk) -> None:
    """Private by default; each level, each finished exercise, each tick and each comment stands on the page."""
    found = pages.answer(desk, Asked("/evaluation"))
    assert isinstance(found, Made) and " checked" not in found.body
    could = offered.offered(desk)
    assert len(could.levels) == 3 and could.finished and could.ticks and could.comments
    assert found.body.count("<dt>") == sum(len(one.levels) for one in could.levels) + len(could.ticks)
    assert all(f'value="{one.id}"' in found.body for one in could.comments)
    assert FOR_THE_DAY_ALONE not in found.body


def test_only_what_is_ticked_goes_and_nobodys_name(desk: Desk) -> None:
    """Each part by itself; a comment by its own box; never a word written beside a level."""
    assert given_by(desk, used=("yes",)).model_dump(include={"levels", "ticks", "comments"}) == {"levels": {}, "ticks": {}, "comments": {}}  # fmt: skip
    assert given_by(desk, form=("yes",)).finished is None
    made = send(desk, **ALL, comment=("w11s4c/change", "w25s4c/left", "w01a1/other"))
    assert isinstance(made, File) and re.fullmatch(r"evaluation-[0-9a-f]{6}\.json", made.name)
    found = given.read(made.content, made.name)
    assert found.comments == {"change": ("Start with the spoons. I was polite until eleven.",)}
    assert set(found.levels) == {"w01a2", "w14a2", "w28a2"} and found.ticks["study.useful"] == ("helped",)
    assert desk.person.participant.encode() not in made.content
    lines = [x["evidence"] for x in desk.kept["w28a2"].value["ratings"].values() if x.get("evidence")]
    assert lines and not any(line.encode() in made.content for line in lines)
    assert given.last(replace(desk)) == found


def test_answers_promised_to_others_can_never_be_given(desk: Desk, content: Content) -> None:
    """What was asked for those who run the day, and every exercise that is private, is in no list of the report."""
    asked = {name for pool in content.evaluation.comments for name in pool.questions}
    assert not asked & {"w04s4c/unsaid", "w25s4c/left", "w25s4c/thank"}
    for name in {one.partition("/")[0] for one in asked} | {content.evaluation.form}:
        assert desk.written[name].definition.sharing == "anonymous"


def test_what_looks_like_a_real_person_is_asked_about_first(desk: Desk) -> None:
    """And nothing is kept meanwhile."""
    answers = {**desk.kept["w28a5"].value["answers"], "keep": "Ring Mrs Oakley on 07700 900123"}
    desk.keep("w28a5", {**desk.kept["w28a5"].value, "answers": answers})
    found = send(replace(desk), comment=("w28a5/keep",))
    assert isinstance(found, Made) and "07700 900123" in found.body
    assert given.KEPT_UNDER not in replace(desk).kept


def test_nothing_chosen_is_said(desk: Desk, empty_desk: Desk) -> None:
    """Also before anything has been done, when the page says what is missing."""
    found = send(desk)
    assert isinstance(found, Made) and "Choose something to give" in found.body
    before = pages.answer(empty_desk, Asked("/evaluation"))
    assert isinstance(before, Made)


def test_a_second_file_is_the_same_persons(desk: Desk, content: Content) -> None:
    """The one made last counts."""
    first, second = given_by(desk, used=("yes",)), given_by(desk, form=("yes",))
    files = [(str(n), one.file()) for n, one in enumerate((first, second))]
    found = collected.collected(files)
    assert found.people == (second,) and found.older == 1
    assert "1 file left aside" in found.account()


@pytest.mark.parametrize(
    "content_of", [b"", b"{}", b"[1]", b"\xff\xfe\x00", b"<script>", b"[" * 100_000, b"x" * 500_000]
)
def test_another_file_is_refused_in_words(content_of: bytes) -> None:
    """And the others are taken in all the same; read and refused come to all."""
    found = collected.collected([("photo.json", content_of)])
    assert found.people == () and found.files == len(found.refused) == 1
    assert found.refused[0].startswith("photo.json is not a file that was made on the page")


# ---- the report


@pytest.fixture(scope="module")
def twenty(content: Content) -> list[Given]:
    """An invented cohort, some of whom leave a part out."""
    return cohort.people(20, content)


@pytest.fixture(scope="module")
def made(twenty: list[Given], content: Content) -> Report:
    """Their report."""
    return report.made(twenty, content)


def blocks(made: Report) -> list[Block]:
    """Everything in it."""
    return [*made.made.cover, *made.made.blocks()]


def tables(made: Report) -> Iterator[Table]:
    """Its tables and those of its charts, without the one that counts exercises."""
    for block in blocks(made):
        table = block.table if isinstance(block, Chart) else block
        if isinstance(table, Table) and table.caption != "Exercises by module":
            yield table


def numbers_of_people(made: Report) -> set[int]:
    """Every number of people that is said of a part or of all."""
    words = " ".join(repr(made).split())
    return {int(found) for found in re.findall(r"(\d+) people", words)} | {int(x) for x in re.findall(r"\d+ of (\d+)\b(?! exercises)(?! in module)", words)}  # fmt: skip


def test_the_numbers_are_counted_from_the_files(made: Report, twenty: list[Given], content: Content) -> None:
    """One exercise, one tick and one group of statements, counted here by hand."""
    words = " ".join(repr(made).split())
    told = [one for one in twenty if one.finished is not None]
    assert len(told) == 18 and "18 people told which exercises they had finished." in words
    done = sum("w02a2" in (one.finished or ()) for one in told)
    assert 5 <= done <= 13 and f"Week 2: Two clocks: delay and its impact Finished by: {done} of 18" in words
    filled = [one for one in twenty if one.ticks]
    home = sum("home" in one.ticks.get("support", ()) for one in filled)
    assert 5 <= home <= 13 and f"- Somebody at home Ticked by: {home} of 18" in words
    assert "18 people gave their levels" in words, "Two gave levels and no form: they are counted in neither."
    (chart,) = (x for x in blocks(made) if isinstance(x, Chart) and x.table.caption.startswith("Negotiate the legal"))
    asked = [x.id for x in content.standard.sections[1].statements]
    others = [sum(one.levels[time][x] == "others" for one in filled for x in asked) for time in ("w01a2", "w28a2")]
    assert chart.table.rows[-1][0] == "“Others come to me”"
    assert [int(chart.table.rows[-1][1]), int(chart.table.rows[-1][-1])] == others


def test_one_value_in_sentence_table_and_picture(made: Report) -> None:
    """Every bar's number stands in its row and in the sentence."""
    charts = [x for x in blocks(made) if isinstance(x, Chart)]
    assert len(charts) >= 8
    for chart in charts:
        for bar, row in zip(chart.bars, chart.table.rows, strict=True):
            assert int(bar.value) == int(row[-1]) and re.search(rf"\b{row[-1]}\b", chart.sentence)
            assert bar.was is None or int(bar.was) == int(row[1])
        assert chart.source and chart.people


@pytest.mark.parametrize("seed", range(8))
def test_no_number_of_a_report_is_small_or_next_to_another(seed: int, content: Content) -> None:
    """Of cohorts of every size, with parts left out at random: no cell under five, no difference of one to four."""
    chance = random.Random(seed)
    people = cohort.people(chance.randint(10, 26), content, seed)
    people = [one.model_copy(update=chance.choice(({}, {}, {"levels": {}}, {"ticks": {}}, {"finished": None}))) for one in people]  # fmt: skip
    found = report.made(people, content)
    sizes = numbers_of_people(found)
    assert not [1 for a in sizes for b in sizes if 0 < abs(a - b) < 5], sizes
    for table in tables(found):
        for cell in (cell for row in table.rows for cell in row[1:]):
            told = [int(x) for x in re.findall(r"(?<!Week )\b\d+\b", cell)]
            assert all(number >= 5 for number in told), (table.caption, cell)
            side = re.fullmatch(r"(\d+) of (\d+)", cell)
            assert side is None or int(side[2]) - int(side[1]) >= 5


@pytest.mark.parametrize("seed", range(4))
def test_a_form_with_a_small_answer_looks_like_another_form(seed: int, content: Content) -> None:
    """An answer of one to four people: one of them could have answered otherwise and the page would be the same."""
    people = [cohort.person(n, content, random.Random(seed * 100 + n)) for n in range(12 + seed)]
    tried = 0
    for one in (x for x in form.questions(content) if not x.several):
        for name, _ in one.choices:
            if sum(each.ticks.get(one.id) == (name,) for each in people) in range(1, 5):
                tried += 1
                assert _another_looks_the_same(people, one, name, content), (one.id, name)
    assert tried > 10


def _another_looks_the_same(people: list[Given], one: form.Asked, place: str, content: Content) -> bool:
    """Whether somebody could leave the place, or somebody else could have stood there too, and nothing shown would change."""
    shown = forms.spread(one, people, 5)
    for n, each in enumerate(people):
        there = each.ticks.get(one.id) == (place,)
        for name in [name for name, _ in one.choices if name != place] if there else [place]:
            other = each.model_copy(update={"ticks": {**each.ticks, one.id: (name,)}})
            if forms.spread(one, [*people[:n], other, *people[n + 1 :]], 5) == shown:
                return True
    return False


def test_before_and_after_count_the_same_people(content: Content, twenty: list[Given]) -> None:
    """Somebody without the last self-assessment is in neither; the time between needs ten of its own."""
    short = [one.model_copy(update={"levels": {"w01a2": one.levels["w01a2"]}}) if n < 5 else one for n, one in enumerate(twenty)]  # fmt: skip
    assert growth.matched(short, content) == {one.id for one in twenty[5:]}
    without = [one.model_copy(update={"levels": {k: v for k, v in one.levels.items() if k != "w14a2"}}) for one in twenty]  # fmt: skip
    words = text.render(list(growth.blocks(without, content)))
    assert "Week 14" not in words and "20 people gave their levels of week 1 and week 28." in words
    for chart in (x for x in growth.blocks(twenty, content) if isinstance(x, Chart)):
        first, last = (sum(int(row[at]) for row in chart.table.rows) for at in (1, -1))
        assert first == last == chart.whole


@pytest.mark.parametrize("count", [0, 1, 4, 5, 9])
def test_a_small_cohort_is_told_almost_nothing_and_why(count: int, content: Content) -> None:
    """Nothing of what anybody gave; the number of people from five on."""
    found = report.made(cohort.people(count, content), content)
    words = repr(found)
    assert found.made.chapters == () and "A spread has two sides" in " ".join(words.split())
    assert ("Fewer than five people" in words) is (count < 5)
    assert (f"{count} people gave" in words) is (count >= 5)
    assert not any(said in words for several in cohort.SAID.values() for said in several)


def test_words_stand_once_in_the_order_of_the_alphabet_and_only_of_five(content: Content, twenty: list[Given]) -> None:
    """Without their number, their day or their writer."""
    some = [one.model_copy(update={"comments": {"word": ("Slow", "slow ")} if n < 5 else {"keep": ("Mine",)} if n < 9 else {}}) for n, one in enumerate(twenty)]  # fmt: skip
    words = " ".join(repr(report.made(some, content)).split())
    assert words.casefold().count("- slow") == 1 and "Mine" not in words
    assert "Fewer than five people chose to let words of theirs be read here." in words


def test_nobody_and_nobodys_work_is_in_it(made: Report, twenty: list[Given], content: Content) -> None:
    """No mark of a file, and no exercise of a workshop day or of the evaluation among those counted."""
    assert not any(one.id in repr(made) for one in twenty)
    counted = {use.exercise.id for use in used.uses(twenty, content, 5)}
    assert not counted & set(content.evaluation.exercises) and not [x for x in counted if "s" in x]
    assert len(counted) > 80


def test_files_in_words_and_in_word(made: Report, tmp_path: Path) -> None:
    """Both hold every chapter; the page asks nothing of a network."""
    page = made.save(tmp_path / "c.html").read_text("utf-8")
    body = zipfile.ZipFile(io.BytesIO(made.save(tmp_path / "c.docx").read_bytes())).read("word/document.xml").decode()
    for chapter in made.made.chapters:
        assert chapter.title in page and chapter.title in body
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    with pytest.raises(PermanenceError, match=r"ends in \.html or \.docx"):
        made.save(tmp_path / "c.pdf")


# ---- the page of whoever collects the files, and the command


def bring(desk: Desk, files: list[tuple[str, bytes]]) -> Answer | None:
    """The form with files, sent."""
    chosen = {f"file-{n}": Upload(name, content) for n, (name, content) in enumerate(files)}
    return pages.answer(desk, Asked("/evaluation/report", files=chosen, sent=True))


def test_the_report_is_made_taken_and_forgotten(empty_desk: Desk, twenty: list[Given]) -> None:
    """The files are kept nowhere; the report until it is forgotten."""
    desk, before = empty_desk, set(empty_desk.kept)
    files = [(one.name, one.file()) for one in twenty]
    assert bring(desk, [*files, ("photo.json", b"no")]) == Went("/evaluation/report")
    page = pages.answer(desk, Asked("/evaluation/report"))
    assert isinstance(page, Made) and "21 files found: 20 people." in page.body and "photo.json is not" in page.body
    for name, start in (("word", b"PK"), ("page", b"<!DOCTYPE html>")):
        found = pages.answer(desk, Asked(f"/evaluation/report/{name}", query={"sure": "yes"}))
        assert isinstance(found, File) and found.content.startswith(start)
    wrong = bring(desk, [("photo.json", b"no")])
    assert isinstance(wrong, Made) and "None of these files could be used" in wrong.body and "Before and after" in wrong.body  # fmt: skip
    assert set(replace(desk).kept) == before
    assert pages.answer(desk, Asked("/evaluation/report/forget", sent=True)) == Went("/evaluation/report")
    page = pages.answer(desk, Asked("/evaluation/report"))
    assert isinstance(page, Made) and "Before and after" not in page.body
    assert pages.answer(desk, Asked("/evaluation/report/word")) == Went("/evaluation/report")


def test_no_file_and_too_many_are_said(empty_desk: Desk) -> None:
    """In the words of whoever collects them."""
    for files, said in (([], "Choose the files"), ([(str(n), b"") for n in range(201)], "Bring in 200 or fewer")):
        page = bring(empty_desk, files)
        assert isinstance(page, Made) and said in page.body


def test_a_folder_without_files_is_said(tmp_path: Path, content: Content) -> None:
    """And so is one that is not there."""
    for folder, said in ((tmp_path, "no file in"), (tmp_path / "none", "no folder")):
        with pytest.raises(UnreadableFile, match=said):
            running.run(folder, tmp_path / "c.html", content)


def test_the_notebook_is_short_and_stores_nothing(content: Content) -> None:
    """Parameters, no outputs, a few short cells that call the library; without files it says how to give them."""
    book = json.loads((content.root / "notebooks" / "reports" / "cohort.ipynb").read_text("utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert "parameters" in code[0]["metadata"]["tags"]
    assert all(len(cell["source"]) <= 3 and not cell["outputs"] and cell["execution_count"] is None for cell in code)
    assert "permanence report cohort --files FOLDER" in repr(report.opened(None))


@pytest.mark.slow
def test_the_command_runs_the_notebook(tmp_path: Path, twenty: list[Given], content: Content) -> None:
    """It asks about what looks like a real person, writes the report for its owner alone, and says what was read."""
    folder, to = tmp_path / "files", tmp_path / "cohort.docx"
    folder.mkdir()
    people = [twenty[0].model_copy(update={"comments": {"keep": ("Ring me on 07700 900123",)}}), *twenty[1:]]
    for n, one in enumerate(people):
        (folder / f"{n}.json").write_bytes(one.file())
    asked = ["report", "cohort", "--files", str(folder), "--to", str(to)]
    refused = CliRunner().invoke(app, asked, input="n\n")
    assert refused.exit_code == 1 and "07700 900123" in refused.output and not to.exists()
    done = CliRunner().invoke(app, [*asked, "--yes"])
    assert done.exit_code == 0, done.output
    assert "20 files found: 20 people." in done.output and f"Wrote {to}" in done.output
    assert to.read_bytes().startswith(b"PK") and to.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cohort.docx", "files"]
