"""The tables, for every database the store can live in. A change here needs a new file in migrations/versions."""

from __future__ import annotations

import sqlalchemy as sa

#: The newest migration: what a store made by this version is stamped with. Four digits, so that they compare.
HEAD = "0002"

metadata = sa.MetaData()

#: Append-only. `seq` is never used twice, even after erasure, so that "what came after" stays a safe question.
record = sa.Table(
    "record",
    metadata,
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("participant", sa.String(100), nullable=False),
    sa.Column("exercise", sa.String(100), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("value", sa.Text, nullable=False),  # JSON text, see answer.py
    sa.Column("done", sa.Boolean, nullable=False),
    sa.Column("definition_hash", sa.String(100), nullable=False),
    sa.Column("law_as_at", sa.String(100)),
    sa.Column("saved_at", sa.String(32), nullable=False),  # ISO 8601 in UTC with microseconds: sorts, reads anywhere
    sa.Column("writer", sa.String(100), nullable=False),
    sa.Column("request_id", sa.String(100), nullable=False),
    sa.Column(
        "space", sa.String(100), nullable=False, server_default=""
    ),  # '' is study; a room shared with others has its own
    sa.Column("shared_with", sa.String(100)),  # the one other person who may read this very record
    sa.UniqueConstraint("space", "participant", "exercise", "revision", name="one_record_a_revision"),
    sa.UniqueConstraint("space", "request_id", name="one_record_a_request"),
    sqlite_autoincrement=True,
)
sa.Index("records_of_an_exercise", record.c.space, record.c.exercise, record.c.participant, record.c.seq)
sa.Index("records_of_a_space", record.c.space, record.c.seq)
sa.Index("records_of_a_person", record.c.space, record.c.participant, record.c.seq)
sa.Index(
    "records_shared",
    record.c.space,
    record.c.shared_with,
    record.c.participant,
    record.c.exercise,
    record.c.seq,
    sqlite_where=record.c.shared_with.isnot(None),
    postgresql_where=record.c.shared_with.isnot(None),
)

#: Who did what and when, without a word of anybody's work. Only ever added to; erasing takes names out.
access = sa.Table(
    "access",
    metadata,
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("who", sa.String(100), nullable=False),
    sa.Column("what", sa.String(20), nullable=False),  # one of noted.WHATS
    sa.Column("whose", sa.String(100), nullable=False),
    sa.Column("detail", sa.String(200), nullable=False),
    sqlite_autoincrement=True,
)

#: Who the participants are. `local` marks the one whose laptop this is; there is at most one.
person = sa.Table(
    "person",
    metadata,
    sa.Column("id", sa.String(100), primary_key=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("made_at", sa.String(32), nullable=False),
    sa.Column("local", sa.Boolean, nullable=False),
)
sa.Index(
    "one_local_person",
    person.c.local,
    unique=True,
    sqlite_where=person.c.local.is_(True),
    postgresql_where=person.c.local.is_(True),
)

#: The stamp, in alembic's own table and under its own names, so that alembic finds it.
stamp = sa.Table(
    "alembic_version",
    metadata,
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
