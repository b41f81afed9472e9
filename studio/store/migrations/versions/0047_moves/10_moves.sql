CREATE TABLE outbox_rules (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_outbox_rules PRIMARY KEY (name)
)
 STRICT;

CREATE TABLE post_moves (
    post_id TEXT NOT NULL,
    was TEXT NOT NULL,
    "to" TEXT NOT NULL,
    accounts TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_post_moves PRIMARY KEY (post_id)
)
 STRICT
