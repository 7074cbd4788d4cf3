"""A wall on paper: one's own posts by theme; and the group's, in counts, or in words where they are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import Material
from permanence_lib.kinds.wall.model import Definition, Post, Response, grouped, is_post, without_words

NOTHING = "Nothing written yet."
NO_THEME = "Under no theme yet"


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """Own posts under their themes, the sentence and the closing answers; the empty form for nobody's."""
    blocks: list[Block] = [Heading(definition.ask), *([Paragraph(definition.hint)] if definition.hint else [])]
    blocks += [Paragraph(x.words(), lead=x.term) for x in material.terms]
    blocks += _five(definition, response) if definition.five_words else _posts(definition, response)
    for ask in definition.closing:
        blocks.append(Heading(ask.question))
        blocks += [Paragraph(ask.hint)] if ask.hint else []
        blocks.append(_said(response.closing.get(ask.id, "")))
    return [*blocks, *_no_longer_asked(definition, response)]


def _said(words: str) -> Block:
    return Quote(words) if words.strip() else Paragraph(NOTHING)


def _posts(definition: Definition, response: Response) -> Iterator[Block]:
    found = grouped(definition, response)
    for theme in definition.themes:
        yield Heading(theme.name, 4)
        if theme.about:
            yield Paragraph(theme.about)
        yield from _each(definition, found[theme.id])
    if found[""]:
        yield Heading(NO_THEME, 4)
        yield from _each(definition, found[""])


def _each(definition: Definition, posts: Sequence[Post]) -> Iterator[Block]:
    if not posts:
        yield Paragraph(NOTHING)
    for post in posts:
        yield Quote(post.words, by=_by(post))
        yield from _beside(definition, post)


def _by(post: Post) -> str:
    parts = ["A question for the group" if post.is_question else "", f"From {post.came}" if post.came else ""]
    return ". ".join(x for x in parts if x)


def _beside(definition: Definition, post: Post) -> Iterator[Block]:
    for ask in definition.beside:
        if post.beside.get(ask.id, "").strip():
            yield Paragraph(ask.question)
            yield Quote(post.beside[ask.id])


def _five(definition: Definition, response: Response) -> Iterator[Block]:
    """Words in a list with the themes they reach; then what no word reaches, and the sentence."""
    for theme in definition.themes:
        if theme.about:
            yield Paragraph(theme.about, lead=theme.name)
    posts = [x for x in response.posts if is_post(x.model_dump())]
    names = {x.id: x.name for x in definition.themes}
    for post in posts:
        yield Quote(post.words, by=f"From {post.came}" if post.came else "")
        reached = "; ".join(names.get(x, x) for x in post.themes)
        yield Paragraph(reached or "None ticked", lead="Reaches")
        yield from _beside(definition, post)
    if not posts:
        yield from (Paragraph(NOTHING), Items(tuple(x.question for x in (*definition.beside,)) or ("Five words.",)))
    empty = without_words(definition, response)
    if empty:
        yield Paragraph("; ".join(empty), lead="Reached by none of these words")
    if definition.sentence:
        yield Heading(definition.sentence)
        yield _said(response.sentence)


def _no_longer_asked(definition: Definition, response: Response) -> Iterator[Block]:
    """Words whose question has gone are still the participant's words."""
    asked, beside = {x.id for x in definition.closing}, {x.id for x in definition.beside}
    words = [x for name, x in response.closing.items() if name not in asked]
    words += [
        x for p in response.posts for name, x in p.beside.items() if name not in beside or not is_post(p.model_dump())
    ]
    words += [response.sentence] if not (definition.five_words and definition.sentence) else []
    if any(x.strip() for x in words):
        yield Heading("Kept beside the wall")
    yield from (Quote(x) for x in words if x.strip())


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """The group's wall: how many posts under each theme; the posts themselves only where they are shared with names."""
    if not responses:
        return [Paragraph("Nobody has put anything on the wall yet.")]
    walls = [grouped(definition, x) for x in responses]
    posts = {x.id: [post for wall in walls for post in wall[x.id]] for x in definition.themes}
    posts[""] = [post for wall in walls for post in wall[""]]
    blocks: list[Block] = [_counts(definition, responses, posts)]
    if definition.sharing == "named":
        blocks += _words(definition, posts)
        sentences = [x.sentence for x in responses if x.sentence.strip()]
        blocks += [Heading(definition.sentence), *map(Quote, sentences)] if sentences else []
    return blocks


def _counts(definition: Definition, responses: Sequence[Response], posts: dict[str, list[Post]]) -> Chart:
    thing = "word" if definition.five_words else "post"
    total = sum(is_post(x.model_dump()) for r in responses for x in r.posts)
    people = sum(any(is_post(x.model_dump()) for x in r.posts) for r in responses)
    rows = [(x.name, len(posts[x.id])) for x in definition.themes]
    rows += [(NO_THEME, len(posts[""]))] if posts[""] else []
    table = Table("The wall by theme", ("Theme", f"{thing.capitalize()}s"), tuple((name, str(n)) for name, n in rows))
    bars = tuple(Bar(name, n, f"{n} {thing}{'' if n == 1 else 's'}") for name, n in rows)
    sentence = f"{total} {thing}{'' if total == 1 else 's'} from {people} {'person' if people == 1 else 'people'}."
    if definition.five_words:
        sentence += " A word can reach more than one theme."
    return Chart(table.caption, sentence, table, bars, people=people)


def _words(definition: Definition, posts: dict[str, list[Post]]) -> Iterator[Block]:
    names = [(x.id, x.name) for x in definition.themes] + [("", NO_THEME)]
    for theme, name in names:
        if posts[theme]:
            yield Heading(name)
            yield Items(tuple(_shown(x) for x in posts[theme]))


def _shown(post: Post) -> str:
    return post.words.strip() + (" (a question for the group)" if post.is_question else "")
