CREATE TABLE exchange_items (
    id TEXT NOT NULL,
    number_here INTEGER NOT NULL,
    kind TEXT NOT NULL,
    post TEXT NOT NULL,
    sender TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    parents TEXT NOT NULL,
    number INTEGER NOT NULL,
    mark TEXT NOT NULL,
    writers TEXT NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_exchange_items PRIMARY KEY (id),
    CONSTRAINT uq_exchange_items_number_here UNIQUE (number_here)
)
 STRICT;

CREATE INDEX ix_exchange_items_post ON exchange_items (post);

CREATE TABLE exchange_files (
    item TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT pk_exchange_files PRIMARY KEY (item, sha256),
    CONSTRAINT fk_exchange_files_item FOREIGN KEY(item) REFERENCES exchange_items (id)
)
 STRICT;

CREATE INDEX ix_exchange_files_sha256 ON exchange_files (sha256);

CREATE TABLE exchange_bases (
    post TEXT NOT NULL,
    item TEXT NOT NULL,
    CONSTRAINT pk_exchange_bases PRIMARY KEY (post),
    CONSTRAINT fk_exchange_bases_item FOREIGN KEY(item) REFERENCES exchange_items (id)
)
 STRICT;

CREATE TABLE exchange_stations (
    login TEXT NOT NULL,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    public TEXT NOT NULL,
    CONSTRAINT pk_exchange_stations PRIMARY KEY (login)
)
 STRICT;

CREATE TABLE exchange_device (
    only INTEGER NOT NULL,
    salt BLOB NOT NULL,
    CONSTRAINT pk_exchange_device PRIMARY KEY (only)
)
 STRICT;

CREATE TRIGGER exchange_items_no_update BEFORE UPDATE ON exchange_items BEGIN SELECT RAISE(ABORT, 'exchange_items is append-only'); END;

CREATE TRIGGER exchange_items_no_delete BEFORE DELETE ON exchange_items WHEN EXISTS (SELECT 1 FROM posts WHERE posts.id = OLD.post AND posts.purged_at IS NULL) BEGIN SELECT RAISE(ABORT, 'exchange_items is append-only'); END
