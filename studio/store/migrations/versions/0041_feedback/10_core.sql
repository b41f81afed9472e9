CREATE TABLE feedback_items (
    id TEXT NOT NULL,
    account TEXT NOT NULL,
    origin TEXT NOT NULL,
    received_at TEXT NOT NULL,
    taken_in_at TEXT NOT NULL,
    category TEXT,
    suggested TEXT,
    suggested_topic TEXT NOT NULL,
    urgent_signs INTEGER NOT NULL,
    topic TEXT NOT NULL,
    state TEXT NOT NULL,
    assigned_to TEXT NOT NULL,
    concerns TEXT NOT NULL,
    post TEXT NOT NULL,
    under TEXT NOT NULL,
    heard_at TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    first_reply_at TEXT,
    in_time INTEGER,
    fully INTEGER NOT NULL,
    waiting_since TEXT,
    waited INTEGER NOT NULL,
    reply_due TEXT,
    result_due TEXT,
    due_at TEXT,
    soon_at TEXT,
    "group" TEXT NOT NULL,
    closed_at TEXT,
    outcome TEXT,
    purge_on TEXT,
    purged INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_feedback_items PRIMARY KEY (id)
) STRICT;

CREATE INDEX ix_feedback_items_ended ON feedback_items (closed_at, id, account, category, topic, assigned_to) WHERE closed_at IS NOT NULL;

CREATE INDEX ix_feedback_items_figures ON feedback_items (account, received_at, category, topic, first_reply_at, reply_due, in_time, outcome);

CREATE INDEX ix_feedback_items_group ON feedback_items ("group") WHERE "group" != '';

CREATE INDEX ix_feedback_items_open ON feedback_items (due_at, received_at, id, soon_at, state, account, category, topic, assigned_to, closed_at) WHERE closed_at IS NULL;

CREATE INDEX ix_feedback_items_purge ON feedback_items (purge_on) WHERE purged = 0 AND purge_on IS NOT NULL;

CREATE INDEX ix_feedback_items_under ON feedback_items (under, account, topic, id, closed_at) WHERE closed_at IS NULL AND under != '';

CREATE TABLE feedback_bodies (
    seq INTEGER NOT NULL,
    item TEXT NOT NULL,
    at TEXT NOT NULL,
    ours INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    sealed BLOB NOT NULL,
    CONSTRAINT pk_feedback_bodies PRIMARY KEY (seq)
) STRICT;

CREATE INDEX ix_feedback_bodies_item ON feedback_bodies (item);

CREATE TABLE feedback_threads (
    item TEXT NOT NULL,
    mark BLOB,
    "key" TEXT NOT NULL,
    sealed BLOB NOT NULL,
    CONSTRAINT pk_feedback_threads PRIMARY KEY (item)
) STRICT;

CREATE INDEX ix_feedback_threads_mark ON feedback_threads (mark) WHERE mark IS NOT NULL;

CREATE TABLE feedback_seen (
    mark BLOB NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_feedback_seen PRIMARY KEY (mark)
) WITHOUT ROWID, STRICT;

CREATE INDEX ix_feedback_seen_at ON feedback_seen (at);

CREATE TABLE feedback_keys (
    id TEXT NOT NULL,
    made_at TEXT NOT NULL,
    guarded INTEGER NOT NULL,
    kept BLOB NOT NULL,
    CONSTRAINT pk_feedback_keys PRIMARY KEY (id)
) STRICT;

CREATE TABLE feedback_settings (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_feedback_settings PRIMARY KEY (name)
) STRICT;

CREATE TABLE feedback_certificates (
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    count INTEGER NOT NULL,
    rule TEXT NOT NULL,
    days INTEGER NOT NULL,
    CONSTRAINT pk_feedback_certificates PRIMARY KEY (seq)
) STRICT;

CREATE TRIGGER feedback_certificates_no_update BEFORE UPDATE ON feedback_certificates BEGIN SELECT RAISE(ABORT, 'what was purged is only appended to'); END;

CREATE TRIGGER feedback_certificates_no_delete BEFORE DELETE ON feedback_certificates BEGIN SELECT RAISE(ABORT, 'what was purged is only appended to'); END
