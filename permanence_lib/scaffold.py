"""New weeks, exercises and kinds: files that already pass every test, to be filled in."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import yaml

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.errors import PermanenceError


class CannotScaffold(PermanenceError):
    """The name will not do, or the file is already there."""


def new_week(week_id: str, content: Content) -> list[Path]:
    """data/weeks/<id>.md with a place for every exercise of that week."""
    if week_id not in content.weeks:
        raise CannotScaffold(f"There is no week '{week_id}'. Weeks are w01 to w28.")
    week = content.weeks[week_id]
    places = "".join(
        f"```{{exercise}} {name}\n```\n\n" for name in exercises.files(content) if name.startswith(week_id)
    )
    text = f"---\nweek: {week_id}\n---\n\n## Why this week\n\n{week.focus}\n\n{places}## Before next week\n\nWhat to take to supervision.\n"
    return [_write(content.data / "weeks" / f"{week_id}.md", text)]


def new_exercise(exercise_id: str, kind_name: str, content: Content) -> list[Path]:
    """exercises/<id>.yaml, filled with the kind's own example."""
    if not re.fullmatch(r"w\d\d(a\d+|s\d+[a-z])", exercise_id):
        raise CannotScaffold(
            f"'{exercise_id}' is not an exercise id. Write the week and the activity, for example w05a1."
        )
    if kind_name not in exercises.kind_names():
        raise CannotScaffold(f"There is no kind '{kind_name}'. The kinds are {', '.join(exercises.kind_names())}.")
    written = _example(kind_name)["definition"]
    schema = "# yaml-language-server: $schema=../data/schemas/exercise.json\n"
    text = schema + yaml.safe_dump(written, sort_keys=False, allow_unicode=True, width=110)
    return [_write(content.root / "exercises" / f"{exercise_id}.yaml", text)]


def _example(kind_name: str) -> dict[str, dict[str, object]]:
    folder = exercises.KINDS / kind_name
    example: dict[str, dict[str, object]] = yaml.safe_load((folder / "example.yaml").read_text("utf-8"))
    return example


def new_kind(name: str, kinds: Path | None = None) -> list[Path]:
    """kinds/<name>/ with its six files: a working kind of one question, which passes every promise as it stands."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise CannotScaffold(
            f"'{name}' cannot be a folder of a kind. Use small letters, figures and underscores: reach_map."
        )
    folder = (kinds or exercises.KINDS) / name
    label = name.replace("_", " ").capitalize()
    return [_write(folder / file, text.replace("NAME", name).replace("LABEL", label)) for file, text in _KIND.items()]


def _write(path: Path, text: str) -> Path:
    if path.exists():
        raise CannotScaffold(f"{path.name} is already there; it was left as it is.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


_KIND = {
    "__init__.py": dedent(
        '''\
        """LABEL."""

        from permanence_lib.kind import Kind
        from permanence_lib.kinds.NAME.model import Definition, Response, progress
        from permanence_lib.kinds.NAME.report import picture, report

        KIND = Kind(
            name="NAME",
            label="LABEL",
            about="Say in one sentence when an author would choose this.",
            definition=Definition,
            response=Response,
            progress=progress,
            report=report,
            picture=picture,
        )
        '''
    ),
    "model.py": dedent(
        '''\
        """What is asked, what is given, and what follows from it."""

        from __future__ import annotations

        from permanence_lib import kind


        class Definition(kind.Definition):
            """One question."""

            question: str


        class Response(kind.Response):
            """One answer."""

            answer: str = ""


        def progress(definition: Definition, response: Response, material: kind.Material) -> kind.Progress:
            """Whether anything has been written."""
            return kind.Progress(filled=int(bool(response.answer.strip())), parts=1)
        '''
    ),
    "report.py": dedent(
        '''\
        """On paper, for one participant and for the group."""

        from __future__ import annotations

        from collections.abc import Sequence

        from permanence_lib.document.blocks import Blocks, Paragraph, Quote
        from permanence_lib.kind import Material
        from permanence_lib.kinds.NAME.model import Definition, Response


        def report(definition: Definition, response: Response, material: Material) -> Blocks:
            """The question and the answer."""
            return [Paragraph(definition.question), Quote(response.answer or "Nothing written yet.")]


        def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
            """How many have answered."""
            answered = sum(bool(response.answer.strip()) for response in responses)
            return [Paragraph(f"{answered} of {len(responses)} have written something.")]
        '''
    ),
    "view.js": dedent(
        """\
        // LABEL on the screen.

        export function view({html, TextArea}) {
          return function Page({definition, value, change, id}) {
            const write = text => change("your answer", v => { v.answer = text; }, {merge: true});
            return html`<${TextArea} id=${id + "-answer"} label=${definition.question} value=${value.answer} onInput=${write} />`;
          };
        }
        """
    ),
    "view.css": "/* Nothing of its own yet. */\n",
    "example.yaml": dedent(
        """\
        definition:
          kind: NAME
          title: LABEL
          purpose: Say in one sentence what this is good for.
          prompt: Ask one thing, in words that make an expert think.
          minutes: 10
          question: What did you notice?
        response:
          answer: That nobody had asked the child.
        """
    ),
}
