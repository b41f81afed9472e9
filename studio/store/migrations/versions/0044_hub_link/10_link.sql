CREATE TABLE exchange_introductions (
    login TEXT NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_exchange_introductions PRIMARY KEY (login)
)
 STRICT;

CREATE TABLE hub_aside (
    id TEXT NOT NULL,
    box TEXT NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    sender TEXT NOT NULL,
    post TEXT NOT NULL,
    since TEXT NOT NULL,
    again TEXT NOT NULL,
    why TEXT NOT NULL,
    item_count INTEGER NOT NULL,
    knew TEXT NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_hub_aside PRIMARY KEY (id)
)
 STRICT;

CREATE INDEX ix_hub_aside_post ON hub_aside (post);

CREATE TABLE hub_link (
    only INTEGER NOT NULL,
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    "database" TEXT NOT NULL,
    certificate TEXT NOT NULL,
    login TEXT NOT NULL,
    unit TEXT NOT NULL,
    department INTEGER NOT NULL,
    joined_at TEXT NOT NULL,
    epoch TEXT NOT NULL,
    compared_at TEXT,
    last_ok TEXT,
    last_try TEXT,
    trouble TEXT,
    audit_told INTEGER NOT NULL,
    head_told TEXT,
    directory_told TEXT NOT NULL,
    CONSTRAINT pk_hub_link PRIMARY KEY (only)
)
 STRICT;

CREATE TABLE hub_outbox (
    n INTEGER NOT NULL,
    item TEXT NOT NULL,
    box TEXT NOT NULL,
    kind TEXT NOT NULL,
    number INTEGER,
    came INTEGER NOT NULL,
    refused TEXT,
    CONSTRAINT pk_hub_outbox PRIMARY KEY (n)
)
 STRICT;

CREATE INDEX ix_hub_outbox_waiting ON hub_outbox (n) WHERE number IS NULL AND refused IS NULL;

CREATE UNIQUE INDEX uq_hub_outbox_item_box ON hub_outbox (item, box);

CREATE TABLE hub_pieces (
    sha256 TEXT NOT NULL,
    n INTEGER NOT NULL,
    data BLOB NOT NULL,
    CONSTRAINT pk_hub_pieces PRIMARY KEY (sha256, n)
)
 STRICT;

CREATE TABLE hub_places (
    box TEXT NOT NULL,
    seq INTEGER NOT NULL,
    chain BLOB NOT NULL,
    CONSTRAINT pk_hub_places PRIMARY KEY (box, seq)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE hub_posts (
    post TEXT NOT NULL,
    box TEXT NOT NULL,
    head TEXT NOT NULL,
    item_count INTEGER NOT NULL,
    CONSTRAINT pk_hub_posts PRIMARY KEY (post)
)
 STRICT;

CREATE TABLE hub_statements (
    id TEXT NOT NULL,
    number_here INTEGER NOT NULL,
    kind TEXT NOT NULL,
    sender TEXT NOT NULL,
    at TEXT NOT NULL,
    facts TEXT NOT NULL,
    box TEXT NOT NULL,
    number INTEGER,
    body BLOB NOT NULL,
    CONSTRAINT pk_hub_statements PRIMARY KEY (id),
    CONSTRAINT uq_hub_statements_number_here UNIQUE (number_here)
)
 STRICT;

CREATE INDEX ix_hub_statements_kind ON hub_statements (kind, number_here);

CREATE TABLE hub_stations (
    login TEXT NOT NULL,
    unit TEXT NOT NULL,
    department INTEGER NOT NULL,
    CONSTRAINT pk_hub_stations PRIMARY KEY (login)
)
 STRICT;

CREATE TABLE hub_wanted (
    item TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT pk_hub_wanted PRIMARY KEY (item, sha256),
    CONSTRAINT fk_hub_wanted_item FOREIGN KEY(item) REFERENCES hub_aside (id)
)
 STRICT;

CREATE INDEX ix_hub_wanted_sha256 ON hub_wanted (sha256)
