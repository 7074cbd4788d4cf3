"""One exercise on the page, and the modules its browser half is made of."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import anywidget
import ipywidgets
import traitlets

_SCREEN = files("permanence_lib.screen")
_KINDS = files("permanence_lib.kinds")
#: One of a kind's own modules, imported or given on.
_IMPORT = re.compile(r"^(?P<word>import|export) (?P<names>\{[^}]*\}) from \"(?P<path>\.[^\"]*)\";\n", re.M)
_KIT = (
    "vendor/preact-htm.js",
    "kit/dates.js",
    "kit/saving.js",
    "kit/parts.js",
    "kit/flow.js",
    "kit/files.js",
    "kit/frame.js",
)


def _as_plain(name: str) -> str:
    """A module's text without its relative imports and exports: the parts share one scope in the browser.

    A module loaded from a Blob address cannot import relatively, so the files are set one after another.
    """
    text = (_SCREEN / name).read_text(encoding="utf-8")
    if name.startswith("vendor/"):
        return _vendored(text)
    text = re.sub(r"^import .*? from \"\..*?\";\n", "", text, flags=re.M | re.S)
    return _without_exports(text)


def _vendored(text: str) -> str:
    """Preact with its export list turned into constants, its own names kept inside."""
    body, exported = re.fullmatch(r"(.*)export\{(.*?)\};?\s*", text, flags=re.S).groups()  # type: ignore[union-attr]
    pairs = [item.split(" as ") for item in exported.split(",")]
    inner = ", ".join(f"{public}: {private}" for private, public in pairs)
    names = ", ".join(public for _, public in pairs)
    return f"const {{{names}}} = (() => {{ {body}; return {{{inner}}}; }})();\n"


def _exported(name: str) -> list[str]:
    text = (_SCREEN / name).read_text(encoding="utf-8")
    if name.startswith("vendor/"):
        return re.findall(r" as (\w+)", text.rpartition("export{")[2])
    return re.findall(r"^export (?:async )?(?:const|function|class) (\w+)", text, flags=re.M)


@cache
def kit_module() -> str:
    """The kit as one ES module."""
    names = [name for part in _KIT for name in _exported(part)]
    return _bare("\n".join(_as_plain(part) for part in _KIT)) + f"\nexport {{{', '.join(names)}}};\n"


def _bare(text: str) -> str:
    """A module without its comments on lines of their own or at the end of one, and without indentation."""
    without = re.sub(r"^\s*/\*\*.*?\*/\n", "", text, flags=re.M | re.S)
    without = re.sub(r"[ \t]+//[^\n`'\"]*$", "", without, flags=re.M)
    return re.sub(r"^[ \t]*(?://.*\n)?", "", without, flags=re.M)


@cache
def _read(name: str) -> str:
    return (_SCREEN / name).read_text(encoding="utf-8")


class Source(ipywidgets.Widget):
    """A module and its style, sent to a page once however many exercises use it; never displayed itself."""

    _model_module = traitlets.Unicode("@jupyter-widgets/base").tag(sync=True)
    _model_module_version = traitlets.Unicode("2.0.0").tag(sync=True)
    _model_name = traitlets.Unicode("WidgetModel").tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    css = traitlets.Unicode().tag(sync=True)


def kit_source() -> Source:
    """The kit, for one notebook."""
    return Source(text=kit_module(), css=_read("kit.css"))


class ExerciseWidget(anywidget.AnyWidget):
    """One exercise. What the participant wrote travels only in messages: never in a trait, so never into a notebook.

    `plain` is what stands for the exercise where there is no browser: its report as text.
    `material` names facts; they stand in `facts`, here or in the models of the exercises named in `lenders`.
    `hear` gets each message from the page and gives back the messages to answer with.
    """

    _esm = _read("loader.js")
    kit = traitlets.Unicode().tag(sync=True)
    view = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    definition = traitlets.Dict().tag(sync=True)
    material = traitlets.Dict().tag(sync=True)
    facts = traitlets.Dict().tag(sync=True)
    lenders = traitlets.List(traitlets.Unicode()).tag(sync=True)
    empty = traitlets.Dict().tag(sync=True)

    def __init__(
        self, *, plain: str, hear: Callable[[dict[str, Any]], Sequence[dict[str, Any]]], **traits: Any
    ) -> None:
        super().__init__(**traits)
        self._plain, self._hear = plain, hear
        self.on_msg(self._answer)

    def _answer(self, _widget: Any, message: Any, _buffers: Any) -> None:
        if isinstance(message, dict):
            for reply in self._hear(message):
                self.send(reply)

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle = super()._repr_mimebundle_()
        data = dict(bundle[0] if isinstance(bundle, tuple) else bundle or {})
        data["text/plain"] = self._plain
        return data, {}


def view_source(kind: str) -> Source:
    """The browser half of one kind, for one notebook."""
    return Source(text=view_module(kind), css=view_style(kind))


def view_style(kind: str) -> str:
    """A kind's own rules."""
    return (_KINDS / kind / "view.css").read_text(encoding="utf-8")


@cache
def view_module(kind: str) -> str:
    """A kind's view as one ES module: view.js after the modules of the kind that it imports."""
    parts: dict[str, str] = {}
    _gather(_KINDS / kind, "view.js", parts)
    main = parts.pop("view.js")
    return _bare("\n".join([*(_without_exports(text) for text in parts.values()), main]))


def _gather(folder: Traversable, name: str, parts: dict[str, str]) -> None:
    """Put a module's text, without its imports, after those of the modules it imports."""
    text = folder.joinpath(*name.split("/")).read_text(encoding="utf-8")
    for found in _IMPORT.finditer(text):
        needed = posixpath.normpath(posixpath.join(posixpath.dirname(name), found["path"]))
        if needed not in parts:
            _gather(folder, needed, parts)
    parts[name] = _IMPORT.sub(lambda found: f"export {found['names']};\n" if found["word"] == "export" else "", text)


def _without_exports(text: str) -> str:
    text = re.sub(r"^export \{[^}]*\};\n", "", text, flags=re.M)
    return re.sub(r"^export (?=(?:const|function|class|async)\b)", "", text, flags=re.M)
