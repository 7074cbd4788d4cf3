"""Who is in which group, where the operator keeps that in a file and not the identity provider."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from permanence_lib.errors import ContentError


def read(path: Path) -> dict[str, list[str]]:
    """The groups of a file: a name, and the user names in it. ContentError when it says something else."""
    import yaml

    try:
        found = yaml.safe_load(path.read_text("utf-8")) or {}
    except (OSError, yaml.YAMLError) as trouble:
        raise ContentError(path, None, f"The file cannot be read: {trouble}") from None
    if not isinstance(found, dict) or not all(isinstance(people, list) for people in found.values()):
        raise ContentError(path, None, "A group is a name and a list of user names.", "cohort-autumn: [ann, bob]")
    return {str(group): [str(person).lower() for person in people] for group, people in found.items()}


def of(person: str, path: Path) -> list[str]:
    """The groups of one person, as the file stands now."""
    return sorted(group for group, people in read(path).items() if person in people)


def known(authenticator: type, names: set[str], file: Path | None) -> type:
    """A way of signing in that lets in only people with a group of the programme; with a file, groups are what it says now."""

    class Known(authenticator):
        """The operator's way of signing in, and the groups."""

        def check_allowed(self, username: str, authentication: Any = None) -> bool:
            """Proved by the provider, and in a group of the programme. Where a file keeps groups, its word counts."""
            if authentication is None:
                return False
            return bool(names & set(self._with_groups(authentication).get("groups") or ()))

        async def refresh_user(self, user: Any, handler: Any = None, **more: Any) -> Any:
            """What the provider says now, and what the file says now: whoever was taken out of a group is out."""
            found = await super().refresh_user(user, handler, **more)
            if not found or file is None:
                return found
            return self._with_groups(dict(found) if isinstance(found, dict) else {"name": user.name})

        @staticmethod
        def _with_groups(found: Any) -> Any:
            if found and file is not None:
                found["groups"] = of(found["name"], file)
            return found

    Known.__name__ = authenticator.__name__
    return Known
