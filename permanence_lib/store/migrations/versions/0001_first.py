"""The first tables: records and people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "record",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("participant", sa.String(100), nullable=False),
        sa.Column("exercise", sa.String(100), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("definition_hash", sa.String(100), nullable=False),
        sa.Column("law_as_at", sa.String(100)),
        sa.Column("saved_at", sa.String(32), nullable=False),
        sa.Column("writer", sa.String(100), nullable=False),
        sa.Column("request_id", sa.String(100), nullable=False),
        sa.UniqueConstraint("participant", "exercise", "revision", name="one_record_a_revision"),
        sa.UniqueConstraint("request_id", name="one_record_a_request"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(100), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("local", sa.Boolean, nullable=False),
    )
    op.create_index(
        "one_local_person",
        "person",
        ["local"],
        unique=True,
        sqlite_where=sa.text("local IS 1"),
        postgresql_where=sa.text("local IS true"),
    )
