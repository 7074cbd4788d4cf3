-- A store as the first version of the workbook made it. Never edit: it stands for files people already have.
BEGIN;
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE person (
    id VARCHAR(100) NOT NULL,
    name VARCHAR(200) NOT NULL,
    made_at VARCHAR(32) NOT NULL,
    local BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX one_local_person ON person (local) WHERE local IS 1;
CREATE TABLE record (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    participant VARCHAR(100) NOT NULL,
    exercise VARCHAR(100) NOT NULL,
    revision INTEGER NOT NULL,
    value TEXT NOT NULL,
    done BOOLEAN NOT NULL,
    definition_hash VARCHAR(100) NOT NULL,
    law_as_at VARCHAR(100),
    saved_at VARCHAR(32) NOT NULL,
    writer VARCHAR(100) NOT NULL,
    request_id VARCHAR(100) NOT NULL,
    CONSTRAINT one_record_a_revision UNIQUE (participant, exercise, revision),
    CONSTRAINT one_record_a_request UNIQUE (request_id)
);
INSERT INTO alembic_version VALUES ('0001');
INSERT INTO person VALUES ('5c0f6f9e-5f0c-4c39-9d8a-2f6f3c1f7a10', '', '2026-11-22T09:00:00.000000+00:00', 1);
INSERT INTO record VALUES (1, '5c0f6f9e-5f0c-4c39-9d8a-2f6f3c1f7a10', 'w02a2', 1, '{"text":"first"}', 0,
    'f00d', NULL, '2026-11-22T09:01:00.000000+00:00', '', 'r1');
INSERT INTO record VALUES (2, '5c0f6f9e-5f0c-4c39-9d8a-2f6f3c1f7a10', 'w02a2', 2, '{"text":"second – né"}', 1,
    'f00d', '2026-09-01', '2026-11-22T09:02:00.000001+00:00', 'window-1', 'r2');
COMMIT;
