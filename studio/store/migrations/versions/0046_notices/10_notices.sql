CREATE TABLE department_notices_new (
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    text TEXT NOT NULL,
    link TEXT NOT NULL,
    units TEXT NOT NULL,
    due TEXT NOT NULL,
    publish INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    item TEXT NOT NULL,
    CONSTRAINT pk_department_notices PRIMARY KEY (id)
)
 STRICT;

INSERT INTO department_notices_new SELECT * FROM department_notices;

DROP TABLE department_notices;

ALTER TABLE department_notices_new RENAME TO department_notices;

CREATE TABLE department_taken_back (
    notice TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    seen INTEGER NOT NULL,
    item TEXT NOT NULL,
    CONSTRAINT pk_department_taken_back PRIMARY KEY (notice)
)
 STRICT;

CREATE TABLE hub_revoked (
    login TEXT NOT NULL,
    CONSTRAINT pk_hub_revoked PRIMARY KEY (login)
)
 STRICT
