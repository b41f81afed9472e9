CREATE TABLE canned_replies (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    topic TEXT NOT NULL,
    greeting TEXT NOT NULL,
    answer TEXT NOT NULL,
    next_step TEXT NOT NULL,
    thanks TEXT NOT NULL,
    citations TEXT NOT NULL,
    valid_until TEXT,
    state TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    submitted_by TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    approved_at TEXT,
    CONSTRAINT pk_canned_replies PRIMARY KEY (id, version)
) STRICT;

CREATE INDEX ix_canned_replies_number ON canned_replies (number);

CREATE TABLE feedback_signatures (
    subject TEXT NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    "by" TEXT NOT NULL,
    key_id TEXT NOT NULL,
    at TEXT NOT NULL,
    statement TEXT NOT NULL,
    signature TEXT NOT NULL,
    CONSTRAINT pk_feedback_signatures PRIMARY KEY (subject, version, kind)
) STRICT;

CREATE TABLE reply_drafts (
    item TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    way TEXT NOT NULL,
    canned TEXT NOT NULL,
    canned_version INTEGER NOT NULL,
    citations TEXT NOT NULL,
    also TEXT NOT NULL,
    state TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    writers TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    submitted_by TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    CONSTRAINT pk_reply_drafts PRIMARY KEY (item),
    CONSTRAINT uq_reply_drafts_id UNIQUE (id)
) STRICT;

CREATE TABLE reply_draft_texts (
    item TEXT NOT NULL,
    "key" TEXT NOT NULL,
    sealed BLOB NOT NULL,
    CONSTRAINT pk_reply_draft_texts PRIMARY KEY (item)
) STRICT;

CREATE TABLE replies (
    id TEXT NOT NULL,
    item TEXT NOT NULL,
    draft TEXT NOT NULL,
    account TEXT NOT NULL,
    page_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    way TEXT NOT NULL,
    seal TEXT NOT NULL,
    state TEXT NOT NULL,
    canned TEXT NOT NULL,
    canned_version INTEGER NOT NULL,
    citations TEXT NOT NULL,
    queued_by TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    approval INTEGER NOT NULL,
    fully INTEGER NOT NULL,
    answers_at TEXT NOT NULL,
    queued_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    since TEXT NOT NULL,
    not_before TEXT,
    lease TEXT NOT NULL,
    lease_until TEXT,
    fence INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    looks INTEGER NOT NULL,
    first_sent_at TEXT,
    last_sent_at TEXT,
    absent_at TEXT,
    looked_at TEXT,
    sent_at TEXT,
    verified_at TEXT,
    asks INTEGER NOT NULL,
    vouched_by TEXT NOT NULL,
    remote TEXT NOT NULL,
    vi TEXT NOT NULL,
    en TEXT NOT NULL,
    CONSTRAINT pk_replies PRIMARY KEY (id),
    CONSTRAINT ck_replies_counts CHECK (fence >= 0 AND attempts >= 0)
) STRICT;

CREATE INDEX ix_replies_item ON replies (item);

CREATE INDEX ix_replies_remote ON replies (account, remote) WHERE remote != '';

CREATE INDEX ix_replies_unsettled ON replies (queued_at, id) WHERE state IN ('waiting', 'sending', 'sent', 'unknown');

CREATE UNIQUE INDEX uq_replies_draft ON replies (draft, item);

CREATE UNIQUE INDEX uq_replies_on_its_way ON replies (item) WHERE state IN ('waiting', 'sending', 'sent', 'unknown');

CREATE TABLE reply_letters (
    reply TEXT NOT NULL,
    item TEXT NOT NULL,
    "key" TEXT NOT NULL,
    sealed BLOB NOT NULL,
    CONSTRAINT pk_reply_letters PRIMARY KEY (reply)
) STRICT;

CREATE INDEX ix_reply_letters_item ON reply_letters (item)
