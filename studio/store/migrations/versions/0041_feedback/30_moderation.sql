CREATE TABLE feedback_house_rules (
    account TEXT NOT NULL,
    version INTEGER NOT NULL,
    rules TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_feedback_house_rules PRIMARY KEY (account, version)
)
 STRICT;

CREATE TABLE feedback_moderation (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    item TEXT NOT NULL,
    account TEXT NOT NULL,
    act TEXT NOT NULL,
    rule TEXT NOT NULL,
    rules_version INTEGER NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    mark TEXT NOT NULL,
    state TEXT NOT NULL,
    retry_at TEXT,
    problem TEXT,
    appeal TEXT NOT NULL,
    appealed_at TEXT,
    reviewed_by TEXT NOT NULL,
    reviewed_at TEXT,
    agreed INTEGER,
    CONSTRAINT pk_feedback_moderation PRIMARY KEY (seq),
    CONSTRAINT uq_feedback_moderation_id UNIQUE (id)
)
 STRICT;

CREATE INDEX ix_feedback_moderation_hidden ON feedback_moderation (at) WHERE act = 'hide';

CREATE INDEX ix_feedback_moderation_item ON feedback_moderation (item);

CREATE INDEX ix_feedback_moderation_outstanding ON feedback_moderation (seq) WHERE state IN ('waiting', 'sending', 'unknown');

CREATE TABLE feedback_moderation_reasons (
    entry TEXT NOT NULL,
    item TEXT NOT NULL,
    "key" TEXT NOT NULL,
    sealed BLOB NOT NULL,
    CONSTRAINT pk_feedback_moderation_reasons PRIMARY KEY (entry)
)
 STRICT;

CREATE INDEX ix_feedback_moderation_reasons_item ON feedback_moderation_reasons (item);

CREATE TABLE feedback_handovers (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    item TEXT NOT NULL,
    account TEXT NOT NULL,
    category TEXT,
    receiver TEXT NOT NULL,
    channel TEXT NOT NULL,
    reference TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    called_at TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_feedback_handovers PRIMARY KEY (seq),
    CONSTRAINT uq_feedback_handovers_id UNIQUE (id),
    CONSTRAINT uq_feedback_handovers_item UNIQUE (item)
)
 STRICT;

CREATE INDEX ix_feedback_handovers_at ON feedback_handovers (at)
