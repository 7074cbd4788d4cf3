"""The groups of a PostgreSQL of many. What each may see and do is SQL of the migrations, first `versions/0002_rights.sql`."""

from __future__ import annotations

OWNER, PERSON, SERVICE, ADMIN = "permanence_owner", "permanence_person", "permanence_service", "permanence_admin"
GROUPS = (OWNER, PERSON, SERVICE, ADMIN)
