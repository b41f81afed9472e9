CREATE TABLE department_acks (
    notice TEXT NOT NULL,
    unit TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    post TEXT NOT NULL,
    CONSTRAINT pk_department_acks PRIMARY KEY (notice, unit)
)
 STRICT;

CREATE INDEX ix_department_acks_post ON department_acks (post);

CREATE TABLE department_calls (
    n INTEGER NOT NULL,
    unit TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_department_calls PRIMARY KEY (n)
)
 STRICT;

CREATE INDEX ix_department_calls_unit ON department_calls (unit, n);

CREATE TABLE department_divided (
    post TEXT NOT NULL,
    CONSTRAINT pk_department_divided PRIMARY KEY (post)
)
 STRICT;

CREATE TABLE department_heads (
    station TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT pk_department_heads PRIMARY KEY (station)
)
 STRICT;

CREATE TABLE department_known (
    only INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    hub_at TEXT NOT NULL,
    items INTEGER NOT NULL,
    CONSTRAINT pk_department_known PRIMARY KEY (only)
)
 STRICT;

CREATE TABLE department_notices (
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
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

CREATE TABLE department_receipts (
    station TEXT NOT NULL,
    delivery TEXT NOT NULL,
    unit TEXT NOT NULL,
    post TEXT NOT NULL,
    title TEXT NOT NULL,
    page TEXT NOT NULL,
    remote TEXT NOT NULL,
    url TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_hand INTEGER NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_department_receipts PRIMARY KEY (station, delivery)
)
 STRICT;

CREATE INDEX ix_department_receipts_at ON department_receipts (at);

CREATE INDEX ix_department_receipts_odd ON department_receipts (post, page) WHERE (state = 'unknown' OR reason <> '');

CREATE INDEX ix_department_receipts_post ON department_receipts (post, page, remote);

CREATE TABLE department_reports (
    item TEXT NOT NULL,
    station TEXT NOT NULL,
    file TEXT NOT NULL,
    refused TEXT,
    CONSTRAINT pk_department_reports PRIMARY KEY (item)
)
 STRICT;

CREATE TABLE department_stations (
    login TEXT NOT NULL,
    unit TEXT NOT NULL,
    active INTEGER NOT NULL,
    public TEXT NOT NULL,
    seen_at TEXT,
    version TEXT NOT NULL,
    waiting INTEGER NOT NULL,
    CONSTRAINT pk_department_stations PRIMARY KEY (login)
)
 STRICT;

CREATE TABLE department_unclear (
    post TEXT NOT NULL,
    page TEXT NOT NULL,
    CONSTRAINT pk_department_unclear PRIMARY KEY (post, page)
)
 STRICT;

CREATE TABLE department_units (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_department_units PRIMARY KEY (code)
)
 STRICT
