"""Issuing a certificate on a real archive of a real portfolio: when it is refused and in which words, and what comes out."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import participant
import pytest

from permanence_lib import cli
from permanence_lib.content.issuers import Issuers
from permanence_lib.content.library import Content
from permanence_lib.errors import PermanenceError, UnreadableFile
from permanence_lib.portfolio import archive, entries
from permanence_lib.portfolio.certificate import issue, key, verify
from permanence_lib.portfolio.certificate.issue import Issued, NotYet, Wish
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.packs import kept, pack, returned, sealing
from permanence_lib.portfolio.packs.pack import Pack, Wanted
from permanence_lib.portfolio.pages import certificate as page
from permanence_lib.screen.asked import Asked, Made, Upload
from permanence_lib.store import Store, open_store

NOW = datetime(2030, 1, 7, 10, 0, tzinfo=UTC)  # after everything the store dates with today's clock
ANSWERED, LATER = participant.AFTERWARDS, participant.AFTERWARDS + timedelta(days=1)
PASSPHRASE = "correct horse battery"
NAME = "Sam Adeyemi"


def afresh(desk: Desk) -> Desk:
    """The desk as the next request sees it."""
    return replace(desk)


def answered(made: Pack, on: date = ANSWERED, **said: str) -> dict[str, Any]:
    """What the pack's page would save: everything verified, but for what is `said` of an item."""
    value: dict[str, Any] = {
        "format": returned.FORMAT,
        "version": returned.VERSION,
        "pack": made.page.id,
        "pack_digest": made.record["digest"],
        "occasion": made.sent["occasion"],
        "items": [
            {"id": one["id"], "sha256": one["sha256"], "said": said.get(one["id"], "verified"), "comment": ""}
            for one in made.sent["items"]
        ],
        "pieces": [{"id": one["id"], "sha256": one["sha256"]} for one in made.sent["pieces"]],
        "answers": {one["id"]: "" for one in made.sent["questions"]},
        "overall": "",
        "by": {"role": "Team manager", "name": ""},
        "on": on.isoformat(),
    }
    return {**value, "digest": sealing.seal(made.key, value)}


def bring_in(desk: Desk, made: Pack, value: dict[str, Any]) -> None:
    """As the page of sharing does."""
    kept.accept(desk, returned.check(value, {made.page.id: made.record}, LATER))


def final_pack(desk: Desk) -> Pack:
    """The pack after week 28, kept."""
    occasion = next(one for one in desk.content.occasions.values() if one.id == "w28")
    made = pack.make(desk, Wanted(occasion))
    pack.keep(desk, made)
    return made


@pytest.fixture(scope="module")
def module_store() -> Iterator[Store]:
    """One store for the whole file."""
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def complete(module_store: Store, content: Content) -> Desk:
    """Every requirement met, nothing verified."""
    desk = participant.study(module_store, content)
    for week in ("w04", "w11", "w18", "w25"):
        desk.keep(f"attended:{week}", {"attended": True, "on": "2026-02-03", "words": ""})
    for slot in ("w06a2", "w28a4"):
        entries.choose(desk, slot, 1, "It shows how I plan now.")
    return afresh(desk)


@pytest.fixture(scope="module")
def unverified(complete: Desk) -> bytes:
    """Its archive before the manager has answered."""
    return archive.chosen(complete)


@pytest.fixture(scope="module")
def doubted(complete: Desk, unverified: bytes) -> bytes:
    """The archive once the manager has verified all but two."""
    made = final_pack(complete)
    bring_in(afresh(complete), made, answered(made, enquiry="talk", portfolio="not-yet"))
    return archive.chosen(afresh(complete))


@pytest.fixture(scope="module")
def portfolio(complete: Desk, doubted: bytes) -> bytes:
    """The archive once everything is verified."""
    made = final_pack(complete)
    bring_in(afresh(complete), made, answered(made, LATER))
    return archive.chosen(afresh(complete))


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programme's key."""
    return key.new(tmp_path_factory.mktemp("key"), PASSPHRASE)[0]


@pytest.fixture(scope="module")
def programme_key(key_file: Path) -> key.IssuingKey:
    """The same, open."""
    return key.load(key_file, PASSPHRASE)


@pytest.fixture(scope="module")
def listed(programme_key: key.IssuingKey, content: Content) -> Content:
    """The content of a workbook that knows the key."""
    other = Content(content.root)
    entry = {"id": programme_key.did, "held_by": "Programme lead", "since": "2026-01-01"}
    other.__dict__["issuers"] = Issuers.model_validate({"issuers": [entry], "withdrawn": []})
    return other


@pytest.fixture(scope="module")
def issued(portfolio: bytes, programme_key: key.IssuingKey, listed: Content) -> Issued:
    """A certificate."""
    return issue.issue(portfolio, Wish(NAME, "team manager, 3 August 2026"), programme_key, listed, NOW)


def _file(issued: Issued, ending: str) -> bytes:
    return next(content for name, content in issued.files.items() if name.endswith(ending))


class TestWhenItIsRefused:
    """Only when all nine are met and verified."""

    def refusal(self, zipped: bytes, programme_key: key.IssuingKey, content: Content) -> tuple[str, ...]:
        """What is missing."""
        with pytest.raises(NotYet) as told:
            issue.issue(zipped, Wish(NAME), programme_key, content, NOW)
        assert str(told.value).startswith("No certificate was issued. What is missing:\n- ")
        return told.value.lacking

    def test_nothing_is_issued_on_an_empty_workbook(
        self, empty_desk: Desk, programme_key: key.IssuingKey, content: Content
    ) -> None:
        told = self.refusal(archive.chosen(empty_desk), programme_key, content)
        assert len(told) == 10
        assert "no final return from the line manager" in told[0]
        assert all(any(asked.text in words for words in told) for asked in content.programme.completion.shown_by)

    def test_work_without_the_manager_is_not_enough(
        self, unverified: bytes, programme_key: key.IssuingKey, content: Content
    ) -> None:
        assert self.refusal(unverified, programme_key, content) == (
            "There is no final return from the line manager in this archive.",
        )

    def test_what_the_manager_doubts_is_named(
        self, doubted: bytes, programme_key: key.IssuingKey, content: Content
    ) -> None:
        assert self.refusal(doubted, programme_key, content) == (
            "Enquiry report and team feedback: the line manager wants to talk about it first.",
            "Verified portfolio and evaluation after week 28: the line manager said “not yet”.",
        )

    def test_a_whole_workbook_is_not_taken(
        self, complete: Desk, programme_key: key.IssuingKey, content: Content
    ) -> None:
        """It holds what the programme should not see."""
        with pytest.raises(UnreadableFile, match="everything private"):
            issue.issue(archive.everything(complete), Wish(NAME), programme_key, content, NOW)

    @pytest.mark.parametrize("name", ["", "   ", "Sam\nAdeyemi", "x" * 300, "Sam\x07"])
    def test_a_certificate_has_a_name(
        self, name: str, portfolio: bytes, programme_key: key.IssuingKey, content: Content
    ) -> None:
        with pytest.raises(PermanenceError, match="whose certificate"):
            issue.issue(portfolio, Wish(name), programme_key, content, NOW)

    @pytest.mark.parametrize(
        "ended", [{"day": "2026-05-01", "why": "retired"}, {"day": "2031-01-01", "why": "compromised"}]
    )
    def test_a_key_given_up_signs_nothing(
        self, ended: dict[str, str], portfolio: bytes, programme_key: key.IssuingKey, content: Content
    ) -> None:
        entry = {"id": programme_key.did, "held_by": "Programme lead", "since": "2026-01-01", "ended": ended}
        other = Content(content.root)
        other.__dict__["issuers"] = Issuers.model_validate({"issuers": [entry], "withdrawn": []})
        with pytest.raises(PermanenceError, match="not in use"):
            issue.issue(portfolio, Wish(NAME), programme_key, other, NOW)

    def test_a_day_that_has_passed_is_no_last_day(
        self, portfolio: bytes, programme_key: key.IssuingKey, content: Content
    ) -> None:
        with pytest.raises(PermanenceError, match="in the future"):
            issue.issue(portfolio, Wish(NAME, until=date(2029, 1, 1)), programme_key, content, NOW)


def _with(zipped: bytes, change: Callable[[dict[str, bytes]], None], *, count_again: bool) -> bytes:
    """The archive with something changed; `count_again` makes up a manifest that agrees, as somebody determined would."""
    from permanence_lib.portfolio.archive import layout

    with zipfile.ZipFile(io.BytesIO(zipped)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    change(files)
    if count_again:
        manifest = json.loads(files[layout.MANIFEST])
        manifest["files"] = [
            {"path": name, "bytes": len(content), "sha256": layout.sha256(content)}
            for name, content in sorted(files.items())
            if name != layout.MANIFEST
        ]
        manifest["digest"] = layout.digest(manifest)
        files[layout.MANIFEST] = json.dumps(manifest).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def _edit(folder: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    """Replaces a text in every file of a folder; it must be there."""

    def change(files: dict[str, bytes]) -> None:
        found = [name for name in files if name.startswith(folder) and old.encode() in files[name]]
        assert found
        for name in found:
            files[name] = files[name].replace(old.encode(), new.encode())

    return change


def _drop(folder: str) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        for name in [name for name in files if name.startswith(folder)]:
            del files[name]

    return change


@pytest.mark.parametrize("count_again", [False, True], ids=["as it is", "counted again"])
@pytest.mark.parametrize(
    ("folder", "old", "new"),
    [
        ("data/returns/", '"said": "not-yet"', '"said": "verified"'),
        ("data/returns/", '"said": "talk"', '"said": "verified"'),
        ("data/returns/", ANSWERED.isoformat(), "2026-07-30"),
        ("data/returns/", "Team manager", "Head of service"),
        ("data/packs/", '"occasion": "w28"', '"occasion": "w21"'),
        ("data/packs/", "Four workshops", "No workshops"),
        ("data/packs/", '"made_on": "2026', '"made_on": "2025'),
    ],
)
def test_an_archive_altered_by_halves_is_refused(
    folder: str, old: str, new: str, count_again: bool, doubted: bytes, programme_key: key.IssuingKey, content: Content
) -> None:
    """Even by somebody who counts the hashes again: the return is sealed to its pack."""
    altered = _with(doubted, _edit(folder, old, new), count_again=count_again)
    with pytest.raises(UnreadableFile):
        issue.issue(altered, Wish(NAME), programme_key, content, NOW)


@pytest.mark.parametrize("folder", ["data/returns/", "data/packs/", "data/completion.json"])
def test_what_is_left_out_is_missed(
    folder: str, portfolio: bytes, programme_key: key.IssuingKey, content: Content
) -> None:
    """A pack without its return, a return without its pack, no word on completion."""
    with pytest.raises((NotYet, UnreadableFile)):
        issue.issue(_with(portfolio, _drop(folder), count_again=True), Wish(NAME), programme_key, content, NOW)


@pytest.mark.parametrize("content_of_file", [b"", b"no zip", b"PK\x03\x04broken"])
def test_what_is_no_archive_is_refused(content_of_file: bytes, programme_key: key.IssuingKey, content: Content) -> None:
    with pytest.raises(UnreadableFile):
        issue.issue(content_of_file, Wish(NAME), programme_key, content, NOW)


class TestWhatComesOut:
    """A signed credential, Word and a web page."""

    def test_the_credential_is_good_and_names_this_archive(
        self, issued: Issued, portfolio: bytes, listed: Content
    ) -> None:
        from hashlib import sha256

        found = verify.check(_file(issued, ".json"), listed.issuers, NOW.date(), NAME)
        assert (found.state, found.exit_code) == ("good", 0)
        assert sha256(portfolio).hexdigest() in issued.credential["evidence"][0]["narrative"]
        assert "3 August 2026" in issued.credential["evidence"][0]["narrative"]

    def test_nothing_of_anybodys_work_is_in_it(self, issued: Issued, complete: Desk) -> None:
        """Neither a sentence of the portfolio nor a line of why."""
        every = b"".join(issued.files.values()).decode("utf-8", "replace")
        for entry in entries.entries(complete):
            assert entry.why not in every
            assert not [line for line in entry.work.words().splitlines() if len(line) > 40 and line in every]

    def test_word_is_accessible_and_says_what_it_is(self, issued: Issued, listed: Content) -> None:
        from docx import Document

        word = Document(io.BytesIO(_file(issued, ".docx")))
        said = {paragraph.text: paragraph.style.name for paragraph in word.paragraphs}
        assert said["Certificate of completion"] == "Heading 1"
        assert said[NAME] == "Heading 2"
        assert word.core_properties.title == "Certificate of completion"
        assert word.core_properties.language == "en-GB"
        assert any("no academic credit" in words and "not an academic award" in words for words in said)
        assert {asked.text for asked in listed.programme.completion.shown_by} <= set(said)
        (table,) = word.tables
        assert "tblHeader" in table.rows[0]._tr.xml
        assert ("Confirmed with the line manager", "team manager, 3 August 2026") in [
            (row.cells[0].text, row.cells[1].text) for row in table.rows
        ]

    def test_the_web_page_stands_alone(self, issued: Issued) -> None:
        made = _file(issued, ".html").decode()
        assert '<html lang="en-GB">' in made and made.count("<h1>") == 1
        assert "http" not in made and "<script" not in made and "<link" not in made

    def test_what_its_issuer_should_know_is_said(
        self, issued: Issued, portfolio: bytes, programme_key: key.IssuingKey, content: Content, listed: Content
    ) -> None:
        assert issued.warnings(listed.issuers) == ()
        bare = issue.issue(portfolio, Wish(NAME), programme_key, content, NOW)
        told = bare.warnings(content.issuers)
        assert len(told) == 2 and "not known" in told[0] and "Nobody has confirmed" in told[1]
        assert verify.check(_file(bare, ".json"), content.issuers, NOW.date()).state == "unknown-key"

    def test_a_name_in_any_script_makes_a_file(
        self, portfolio: bytes, programme_key: key.IssuingKey, listed: Content
    ) -> None:
        made = issue.issue(portfolio, Wish("Зоя <Ö> & O’Neill"), programme_key, listed, NOW)
        assert all("/" not in name and name.isascii() for name in made.files)
        assert "Зоя &lt;Ö&gt; &amp; O’Neill" in _file(made, ".html").decode()

    def test_files_are_never_written_over(self, issued: Issued, tmp_path: Path) -> None:
        assert len(issued.write(tmp_path)) == 3
        with pytest.raises(PermanenceError, match="Nothing was written"):
            issued.write(tmp_path)


class TestPage:
    """/certificate, as the participant meets it."""

    def test_it_says_what_stands_between(self, empty_desk: Desk) -> None:
        found = page.answer(empty_desk, Asked("/certificate"))
        assert isinstance(found, Made)
        assert "9 of 9 requirements still to do." in found.body
        assert "no academic credit" in found.body and "cannot make one" in found.body

    def test_everything_verified_leads_on(self, complete: Desk, portfolio: bytes) -> None:
        desk = afresh(complete)
        for week in ("w07", "w14", "w21"):
            desk.keep(f"verified:{week}", {"pack": "", "on": "", "by": "", "items": {}})
        found = page.answer(afresh(complete), Asked("/certificate"))
        assert isinstance(found, Made)
        assert "You can ask the programme for your certificate." in found.body
        assert "/take-away" in found.body

    def test_an_issued_file_is_checked(self, empty_desk: Desk, issued: Issued, listed: Content) -> None:
        desk = replace(empty_desk, content=listed, today=NOW.date)
        found = page.answer(desk, self.brought(_file(issued, ".json"), NAME))
        assert isinstance(found, Made)
        assert "This certificate is whole and good." in found.body
        assert f"It was issued to {NAME}." in found.body

    def test_a_key_nobody_knows_is_said_to_be_unknown(self, empty_desk: Desk, issued: Issued) -> None:
        found = page.answer(replace(empty_desk, today=NOW.date), self.brought(_file(issued, ".json")))
        assert isinstance(found, Made)
        assert "by a key this workbook does not know" in found.body

    @pytest.mark.parametrize("content_of_file", [b"", b"{", b"PK\x03\x04", b"x" * 400_000])
    def test_a_wrong_file_is_an_error_beside_its_box(self, content_of_file: bytes, empty_desk: Desk) -> None:
        found = page.answer(empty_desk, self.brought(content_of_file))
        assert isinstance(found, Made)
        assert found.title.startswith("Error:") and 'href="#file"' in found.body

    @staticmethod
    def brought(content_of_file: bytes, name: str = "") -> Asked:
        """The form with a file."""
        files = {"file": Upload("c.json", content_of_file)}
        return Asked("/certificate", fields={"name": (name,)}, files=files, sent=True)


def test_a_passphrase_is_asked_for_twice_and_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the environment holds none."""
    from typer.testing import CliRunner

    monkeypatch.delenv("PERMANENCE_KEY_PASSPHRASE", raising=False)
    words = ["certificate", "new-key", "--to", str(tmp_path)]
    mistyped = CliRunner().invoke(cli.app, words, input=f"{PASSPHRASE}\nanother one altogether\n")
    assert mistyped.exit_code != 0 and list(tmp_path.iterdir()) == []
    done = CliRunner().invoke(cli.app, words, input=f"{PASSPHRASE}\n{PASSPHRASE}\n")
    assert done.exit_code == 0 and PASSPHRASE not in done.output
    assert key.load(tmp_path / key.FILE_NAME, PASSPHRASE).did in done.output


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Runs `permanence` as the programme would, its passphrase in the environment."""

    def run(*words: str | Path, passphrase: str = PASSPHRASE) -> Ended:
        monkeypatch.setenv("PERMANENCE_KEY_PASSPHRASE", passphrase)
        monkeypatch.setattr(sys, "argv", ["permanence", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)

    return run


def test_the_command_from_a_new_key_to_a_withdrawn_certificate(
    command: Callable[..., Ended], portfolio: bytes, doubted: bytes, tmp_path: Path
) -> None:
    """Key, list, refusal, certificate, check, withdrawal: each said in words, each with its exit code."""
    made = command("certificate", "new-key", "--to", tmp_path / "key")
    assert made.code == 0 and "did:key:z6Mk" in made.out
    issuers, lines = tmp_path / "issuers.yaml", made.out.partition("under issuers:\n")[2].strip("\n")
    issuers.write_text(f"issuers:\n{lines}\nwithdrawn: []\n", "utf-8")
    (tmp_path / "portfolio.zip").write_bytes(portfolio)
    (tmp_path / "doubted.zip").write_bytes(doubted)

    def issuing(name: str, **more: str) -> Ended:
        return command(
            "certificate", "issue", tmp_path / name, "--key", tmp_path / "key" / key.FILE_NAME, "--name", NAME,
            "--to", tmp_path / "out", "--issuers", issuers, **more,
        )  # fmt: skip

    refused = issuing("doubted.zip")
    assert refused.code == 1 and "said “not yet”" in refused.err and not (tmp_path / "out").exists()
    wrong = issuing("portfolio.zip", passphrase="not this one at all")
    assert wrong.code == 2 and "the passphrase is another" in wrong.err and "Traceback" not in wrong.err
    done = issuing("portfolio.zip")
    assert done.code == 0, done.err
    badge = tmp_path / "out" / "certificate-sam-adeyemi.json"
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".json", ".docx", ".html"}

    good = command("verify", badge, "--issuers", issuers, "--name", NAME)
    assert good.code == 0 and good.out.startswith("This certificate is whole and good.")
    assert command("verify", badge).code == 3
    withdrawn = command("certificate", "revoke", badge, "--why", "Issued twice").out.partition("certificates:")[2]
    issuers.write_text(f"issuers:\n{lines}\nwithdrawn:\n{withdrawn.strip(chr(10))}\n", "utf-8")
    gone = command("verify", badge, "--issuers", issuers)
    assert gone.code == 1 and "withdrew it" in gone.out
    badge.write_text(badge.read_text("utf-8").replace("no academic credit", "60 academic credits"), "utf-8")
    altered = command("verify", badge, "--issuers", issuers)
    assert altered.code == 1 and "altered" in altered.out
    badge.write_bytes(b"{")
    assert command("verify", badge).code == 2
    assert command("verify", tmp_path / "gone.json").code == 2
