"""Short posts under themes. A person's wall holds only their own posts; the group's is made from counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Carried, Material, Offer, Part, Progress, Voice, spoken

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
"""What an answer is kept under. Answers are lost to view when it changes."""
FIVE = 5


class Theme(Part):
    """A heading that posts stand under."""

    id: Name
    name: str
    about: str = ""


class Ask(Part):
    """A question: at the end of the wall, or beside each post."""

    id: Name
    question: str
    hint: str = ""


class Definition(kind.Definition):
    """The themes, how many posts at most, and what a post is.

    With `five_words` a post is a single word that may reach several themes, and the wall ends in one sentence.
    `beside` is asked of every post; `question_tick` lets a post be marked as a question for the group.
    """

    themes: tuple[Theme, ...] = Field(min_length=1)
    posts: int = Field(default=3, ge=1, le=20)
    ask: str = "What do you want to put on the wall?"
    hint: str = ""
    beside: tuple[Ask, ...] = ()
    five_words: bool = False
    reaches: str = "Which of these does the word reach?"
    sentence: str = "Now one sentence that holds them together"
    question_tick: bool = True
    closing: tuple[Ask, ...] = ()

    @property
    def most(self) -> int:
        """How many posts there is room for."""
        return FIVE if self.five_words else self.posts


class Post(Part):
    """One post: its words, its themes, what was said beside it; `came` is the earlier exercise it was carried from."""

    id: str
    words: str = ""
    themes: tuple[str, ...] = ()
    is_question: bool = False
    beside: dict[str, str] = Field(default_factory=dict)
    came: str = ""


class Response(kind.Response):
    """A participant's own posts, the sentence, and the answers at the end."""

    posts: tuple[Post, ...] = ()
    sentence: str = ""
    closing: dict[str, str] = Field(default_factory=dict)


def is_post(post: Mapping[str, Any]) -> bool:
    """Whether anything was posted."""
    return bool(str(post["words"]).strip())


def posts_shown(definition: Definition, response: Response) -> tuple[Post, ...]:
    """The posts on the page; five words wait for their words from the start."""
    empty = {f"p{n}": Post(id=f"p{n}") for n in range(1, FIVE + 1)} if definition.five_words else {}
    have = {x.id for x in response.posts}
    spare = [x for name, x in empty.items() if name not in have]
    return response.posts + tuple(spare[: max(0, FIVE - len(response.posts))])


def by_theme(themes: Sequence[str], posts: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The ids of posts under each theme, and under "" those that have none of these."""
    written = [x for x in posts if is_post(x)]
    found = {name: [x["id"] for x in written if name in x["themes"]] for name in themes}
    return found | {"": [x["id"] for x in written if not set(x["themes"]) & set(themes)]}


def grouped(definition: Definition, response: Response) -> dict[str, list[Post]]:
    """Posts under each theme, and under "" those without one."""
    dumped = [x.model_dump(mode="json") for x in response.posts]
    names = {x.id: x for x in response.posts}
    return {
        theme: [names[name] for name in ids]
        for theme, ids in by_theme([x.id for x in definition.themes], dumped).items()
    }


def without_words(definition: Definition, response: Response) -> list[str]:
    """The names of the themes that nothing reaches yet; nothing is said while the wall is empty."""
    found = grouped(definition, response)
    return [x.name for x in definition.themes if not found[x.id]] if any(found.values()) else []


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Five words and a sentence, or one post: more are welcome and not expected. Then the closing questions."""
    written = sum(is_post(x.model_dump()) for x in response.posts)
    first = [n < written for n in range(FIVE if definition.five_words else 1)]
    sentence = [bool(response.sentence.strip())] if definition.five_words and definition.sentence else []
    closing = [bool(response.closing.get(x.id, "").strip()) for x in definition.closing]
    parts = first + sentence + closing
    return Progress(sum(parts), len(parts))


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """Each post: a question where it is marked as one or ends as one, otherwise a point; and the sentence."""
    names = {x.id: x.name for x in definition.themes}
    found = [_offer(x, names) for x in response.posts if is_post(x.model_dump())]
    if sentence := response.sentence.strip():
        found.append(Offer(id="sentence", sort="point", title=sentence, text=sentence))
    return found


def _offer(post: Post, names: Mapping[str, str]) -> Offer:
    words = post.words.strip()
    asks = post.is_question or words.endswith(("?", "؟"))
    themes = ", ".join(names[x] for x in post.themes if x in names)
    beside = [x.strip() for x in post.beside.values() if x.strip()]
    text = "\n".join([words, *beside])
    return Offer(id=post.id, sort="question" if asks else "point", title=words, text=text, data={"theme": themes})


def voices(definition: Definition, response: Response, material: Material) -> Sequence[Voice]:
    """Each post with what was said beside it, the sentence, and the answers at the end."""
    names = {x.id: x.name for x in definition.themes}
    said: list[tuple[str, str, object]] = []
    for post in (x for x in response.posts if is_post(x.model_dump())):
        about = ", ".join(names[x] for x in post.themes if x in names) or definition.ask
        beside = [post.beside.get(x.id, "").strip() for x in definition.beside]
        said.append((f"post.{post.id}", about, "\n".join([post.words.strip(), *filter(None, beside)])))
    said.append(("sentence", definition.sentence, response.sentence))
    said += [(f"closing.{x.id}", x.question, response.closing.get(x.id)) for x in definition.closing]
    return spoken(said)


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """What is carried in becomes a post, under the theme that `into` names. Room is made: nothing is left out."""
    have = {x.id for x in response.posts}
    themes = {x.id for x in definition.themes}
    new = [
        Post(
            id=f"{x.exercise}-{x.offer.id}",
            words=x.offer.title,
            themes=(x.into,) if x.into in themes else (),
            is_question=x.offer.sort == "question",
            came=x.title,
        )
        for x in carried
    ]
    return response.model_copy(update={"posts": response.posts + tuple(x for x in new if x.id not in have)})


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a wall that its schema cannot say."""
    return [*_names_used_twice(definition), *_nowhere_to_go(definition)]


def _names_used_twice(definition: Definition) -> Iterator[str]:
    lists = {
        "theme": [x.id for x in definition.themes],
        "question beside a post": [x.id for x in definition.beside],
        "closing question": [x.id for x in definition.closing],
    }
    for sort, used in lists.items():
        for name in (name for name, times in Counter(used).items() if times > 1):
            yield f"two entries are called '{name}' as a {sort}; give one of them another id."


def _nowhere_to_go(definition: Definition) -> Iterator[str]:
    themes = {x.id for x in definition.themes}
    for source in (x for x in definition.sources if x.into and x.into not in themes):
        yield f"what comes from {source.exercise} goes into '{source.into}', which is none of the themes."
