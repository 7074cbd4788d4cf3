"""Notebooks to try the page with: exercises, words only, a failing cell, and widgets of another make."""

from __future__ import annotations

from pathlib import Path

import nbformat

from permanence_lib.content import shipped

HERE = Path(__file__).resolve().parent
SETUP = f"import sys; sys.path.insert(0, {str(HERE)!r}); from small_widget import Small, Source; import ipywidgets"

PROSE = """# Week 2: Time and the child

A child of two who waits six months has waited **a fifth of her life**. This week you look at how time passes for a
child, what waiting costs, and how to see delay while it can still be cut short. The [Act](https://www.legislation.gov.uk/)
says more.

## What you will do

1. Read the chronology.
2. Move the dates.

### How long it takes

> The court must have regard to the general principle that any delay is likely to prejudice the welfare of the child.

| Step | Weeks |
| --- | --- |
| Application | 0 |
| Final hearing | 26 |
"""

LAW = """## The law

Section 32 of the Children Act 1989 asks for a decision within 26 weeks.

<details><summary>The words of the section</summary><p>Any delay is likely to prejudice the child.</p></details>

<p class="ap-lab-only">Only for JupyterLab</p>
"""

OTHER = """
slider, button, words = ipywidgets.IntSlider(description="Weeks"), ipywidgets.Button(description="Check"), ipywidgets.Label("clicks: 0")
button.on_click(lambda _: setattr(words, "value", "clicks: 1"))
ipywidgets.VBox([slider, button, words])
"""


def write(folder: Path) -> Path:
    """Write them to `folder`/notebooks; the folder."""
    (folder / "notebooks").mkdir(parents=True, exist_ok=True)
    kit = "kit = Source(text='the kit')"
    first = "a = Small(name='A', kit=kit.model_id, big={'rows': ['x' * 100] * 200}); a"
    _write(folder, "w02", [PROSE], [SETUP], [kit], [first], [LAW], ["b = Small(name='B'); b"])
    _write(folder, "w03", ["# Week 3: Reading on delay\n\nOnly words here."], week=3, prev="w02", next=None)
    _write(folder, "broken", ["# Broken"], [SETUP], ["1 / 0"], ["## After\n\nThis still comes."], ["Small(name='C')"])
    _write(folder, "boxed", ["# Boxed"], [SETUP], ["ipywidgets.VBox([ipywidgets.Label('a label'), Small(name='D')])"])
    _write(folder, "other", ["# Other"], [SETUP], [OTHER])
    _write(folder, "slow", ["# Slow"], ["import time; time.sleep(2)"])
    texts = {file.stem: file.read_text("utf-8") for file in (folder / "notebooks").glob("*.ipynb")}
    (folder / "notebooks" / shipped.LIST).write_text(shipped.list_of(texts), "utf-8")
    return folder


def _write(folder: Path, name: str, *cells: list[str], **permanence: object) -> None:
    place = {
        "week": 2,
        "week_id": name,
        "weeks": 28,
        "module": 1,
        "prev": "w01",
        "next": "w03",
        "lang": "en-GB",
        **permanence,
    }
    title = {"w02": "Time and the child", "w03": "Reading on delay"}.get(name, name.title())
    notebook = nbformat.v4.new_notebook(metadata={"title": title, "permanence": place})
    for number, (text,) in enumerate(cells):
        is_prose = text.startswith(("#", "\n#"))
        cell = nbformat.v4.new_markdown_cell(text) if is_prose else nbformat.v4.new_code_cell(text.strip())
        cell["id"] = f"{name}-{number}"
        notebook.cells.append(cell)
    nbformat.write(notebook, folder / "notebooks" / f"{name}.ipynb")
