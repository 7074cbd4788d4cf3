"""A store for many: spaces, records addressed to one other person, and the access log."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

#: As they were when this version was made, whatever later ones change.
_RIGHTS = Path(__file__).with_name("0002_rights.sql")


def upgrade() -> None:
    """Widen the records, make the log; on PostgreSQL also who may see and do what."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    counted = _counted() if on_sqlite else 0
    _widen_records()
    _make_log()
    if on_sqlite:
        _go_on_counting(counted)
    else:
        _make_rights()


def _widen_records() -> None:
    with op.batch_alter_table("record", table_kwargs={"sqlite_autoincrement": True}) as record:
        record.add_column(sa.Column("space", sa.String(100), nullable=False, server_default=""))
        record.add_column(sa.Column("shared_with", sa.String(100)))
        record.drop_constraint("one_record_a_revision", type_="unique")
        record.drop_constraint("one_record_a_request", type_="unique")
        record.create_unique_constraint("one_record_a_revision", ["space", "participant", "exercise", "revision"])
        record.create_unique_constraint("one_record_a_request", ["space", "request_id"])
    op.create_index("records_of_an_exercise", "record", ["space", "exercise", "participant", "seq"])
    op.create_index("records_of_a_space", "record", ["space", "seq"])
    op.create_index("records_of_a_person", "record", ["space", "participant", "seq"])
    only, found_by = sa.text("shared_with IS NOT NULL"), ["space", "shared_with", "participant", "exercise", "seq"]
    op.create_index("records_shared", "record", found_by, sqlite_where=only, postgresql_where=only)


def _make_log() -> None:
    op.create_table(
        "access",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("whose", sa.String(100), nullable=False),
        sa.Column("detail", sa.String(200), nullable=False),
        sqlite_autoincrement=True,
    )


def _counted() -> int:
    """How far the numbers of records have gone, those of erased ones included."""
    return op.get_bind().scalar(sa.text("select seq from sqlite_sequence where name = 'record'")) or 0


def _go_on_counting(counted: int) -> None:
    """SQLite copied the table and counts from its highest number: no number of an erased record comes again."""
    bind = op.get_bind()
    bind.execute(sa.text("delete from sqlite_sequence where name in ('record', '_alembic_tmp_record')"))
    bind.execute(sa.text("insert into sqlite_sequence (name, seq) values ('record', :seq)"), {"seq": counted})


def _make_rights() -> None:
    driver = op.get_bind().connection.cursor()  # the driver itself: several statements at once, no parameters
    driver.execute(_RIGHTS.read_text("utf-8"))
    driver.close()
