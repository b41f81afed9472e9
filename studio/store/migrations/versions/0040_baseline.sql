CREATE TABLE people (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    roles TEXT NOT NULL,
    pin_hash TEXT NOT NULL,
    active INTEGER NOT NULL,
    CONSTRAINT pk_people PRIMARY KEY (id),
    CONSTRAINT uq_people_folded UNIQUE (folded)
) STRICT;

CREATE TABLE pin_tries (
    person TEXT NOT NULL,
    wrong INTEGER NOT NULL,
    locked_until TEXT,
    uptime REAL,
    CONSTRAINT pk_pin_tries PRIMARY KEY (person),
    CONSTRAINT fk_pin_tries_person FOREIGN KEY(person) REFERENCES people (id)
) STRICT;

CREATE TABLE units (
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    address TEXT NOT NULL,
    website TEXT NOT NULL,
    badge_sha256 TEXT,
    valid_to TEXT,
    CONSTRAINT pk_units PRIMARY KEY (place),
    CONSTRAINT uq_units_id UNIQUE (id)
) STRICT;

CREATE TABLE contacts (
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    unit TEXT NOT NULL,
    label TEXT NOT NULL,
    phone TEXT NOT NULL,
    use TEXT NOT NULL,
    hours TEXT NOT NULL,
    emergency INTEGER NOT NULL,
    verified_on TEXT,
    verified_by TEXT NOT NULL,
    CONSTRAINT pk_contacts PRIMARY KEY (place),
    CONSTRAINT uq_contacts_id UNIQUE (id),
    CONSTRAINT fk_contacts_unit FOREIGN KEY(unit) REFERENCES units (id)
) STRICT;

CREATE TABLE hashtag_sets (
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    tags TEXT NOT NULL,
    CONSTRAINT pk_hashtag_sets PRIMARY KEY (place),
    CONSTRAINT uq_hashtag_sets_id UNIQUE (id)
) STRICT;

CREATE TABLE snippets (
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_snippets PRIMARY KEY (place),
    CONSTRAINT uq_snippets_id UNIQUE (id)
) STRICT;

CREATE TABLE history (
    post_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    action TEXT NOT NULL,
    from_state TEXT,
    to_state TEXT,
    note TEXT NOT NULL,
    revision INTEGER NOT NULL,
    seal TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_history PRIMARY KEY (post_id, seq),
    CONSTRAINT fk_history_post_id FOREIGN KEY(post_id) REFERENCES posts (id)
) STRICT;

CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TRIGGER history_no_delete BEFORE DELETE ON history WHEN NOT (EXISTS (SELECT 1 FROM purging WHERE purging.post_id = OLD.post_id) AND NOT EXISTS (SELECT 1 FROM bundles WHERE bundles.post_id = OLD.post_id)) BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TABLE bundles (
    id INTEGER NOT NULL,
    post_id TEXT NOT NULL,
    seal TEXT NOT NULL,
    "by" TEXT NOT NULL,
    body TEXT NOT NULL,
    parts TEXT NOT NULL,
    reports TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT pk_bundles PRIMARY KEY (id),
    CONSTRAINT fk_bundles_post_id FOREIGN KEY(post_id) REFERENCES posts (id)
) STRICT;

CREATE INDEX ix_bundles_post_id ON bundles (post_id);

CREATE TRIGGER bundles_no_update BEFORE UPDATE ON bundles BEGIN SELECT RAISE(ABORT, 'bundles is append-only'); END;

CREATE TRIGGER bundles_no_delete BEFORE DELETE ON bundles BEGIN SELECT RAISE(ABORT, 'bundles is append-only'); END;

CREATE TABLE approvals (
    id INTEGER NOT NULL,
    post_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    seal TEXT NOT NULL,
    "by" TEXT NOT NULL,
    role TEXT NOT NULL,
    at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    CONSTRAINT pk_approvals PRIMARY KEY (id),
    CONSTRAINT fk_approvals_post_id FOREIGN KEY(post_id) REFERENCES posts (id),
    CONSTRAINT fk_approvals_by FOREIGN KEY("by") REFERENCES people (id)
) STRICT;

CREATE INDEX ix_approvals_post_id ON approvals (post_id);

CREATE TRIGGER approvals_no_update BEFORE UPDATE ON approvals BEGIN SELECT RAISE(ABORT, 'approvals is append-only'); END;

CREATE TRIGGER approvals_no_delete BEFORE DELETE ON approvals BEGIN SELECT RAISE(ABORT, 'approvals is append-only'); END;

CREATE TABLE law_documents (
    "key" TEXT NOT NULL,
    number TEXT NOT NULL,
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    name TEXT NOT NULL,
    issuer TEXT NOT NULL,
    issued_on TEXT,
    effective_from TEXT,
    effective_to TEXT,
    stated_status TEXT NOT NULL,
    checked_on TEXT,
    checked_by TEXT NOT NULL,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    tokens_sha256 TEXT NOT NULL,
    CONSTRAINT pk_law_documents PRIMARY KEY ("key")
) STRICT;

CREATE INDEX ix_law_documents_name ON law_documents (name);

CREATE TABLE law_articles (
    "row" INTEGER NOT NULL,
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    heading TEXT NOT NULL,
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT pk_law_articles PRIMARY KEY ("row"),
    CONSTRAINT fk_law_articles_document FOREIGN KEY(document) REFERENCES law_documents ("key") ON DELETE CASCADE
) STRICT;

CREATE UNIQUE INDEX ix_law_articles_document_position ON law_articles (document, position);

CREATE INDEX ix_law_articles_document_number ON law_articles (document, number);

CREATE TABLE law_relations (
    document TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    other TEXT NOT NULL,
    article TEXT DEFAULT '' NOT NULL,
    clause TEXT DEFAULT '' NOT NULL,
    point TEXT DEFAULT '' NOT NULL,
    provision TEXT DEFAULT '' NOT NULL,
    since TEXT,
    until TEXT,
    CONSTRAINT pk_law_relations PRIMARY KEY (document, position),
    CONSTRAINT fk_law_relations_document FOREIGN KEY(document) REFERENCES law_documents ("key") ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_law_relations_other ON law_relations (other);

CREATE VIRTUAL TABLE law_fts USING fts5(
    document, heading, body, content='', detail=full, tokenize="ascii tokenchars '_'");

INSERT INTO law_fts (law_fts, rank) VALUES ('hashsize', 67108864);

CREATE VIRTUAL TABLE law_terms USING fts5vocab(law_fts, row);

CREATE TABLE delivery_attempts (
    "key" INTEGER NOT NULL,
    delivery TEXT NOT NULL,
    number INTEGER NOT NULL,
    step TEXT NOT NULL,
    body_sha256 TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL,
    CONSTRAINT pk_delivery_attempts PRIMARY KEY ("key"),
    CONSTRAINT fk_delivery_attempts_delivery FOREIGN KEY(delivery) REFERENCES deliveries (id)
) STRICT;

CREATE INDEX ix_delivery_attempts_delivery ON delivery_attempts (delivery);

CREATE TABLE delivery_receipts (
    delivery TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    permalink TEXT NOT NULL,
    at TEXT NOT NULL,
    verified INTEGER NOT NULL,
    raw TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    CONSTRAINT pk_delivery_receipts PRIMARY KEY (delivery),
    CONSTRAINT fk_delivery_receipts_delivery FOREIGN KEY(delivery) REFERENCES deliveries (id)
) STRICT;

CREATE TABLE worker_clock (
    only INTEGER NOT NULL CONSTRAINT ck_worker_clock_one_row CHECK (only = 1),
    seen_at TEXT NOT NULL,
    CONSTRAINT pk_worker_clock PRIMARY KEY (only)
) STRICT;

CREATE TABLE audit (
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    act TEXT NOT NULL,
    post_id TEXT NOT NULL,
    data TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (seq),
    CONSTRAINT uq_audit_hash UNIQUE (hash)
) STRICT;

CREATE INDEX ix_audit_post_id ON audit (post_id);

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;

CREATE TABLE records (
    post_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    covers TEXT NOT NULL,
    made_at TEXT NOT NULL,
    CONSTRAINT pk_records PRIMARY KEY (post_id, number)
) STRICT;

CREATE INDEX ix_records_sha256 ON records (sha256);

CREATE TRIGGER records_no_update BEFORE UPDATE ON records BEGIN SELECT RAISE(ABORT, 'records are only added'); END;

CREATE TRIGGER records_no_delete BEFORE DELETE ON records BEGIN SELECT RAISE(ABORT, 'records are only added'); END;

CREATE TABLE posts (
    id TEXT NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    template_id TEXT NOT NULL,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    author TEXT NOT NULL,
    targets TEXT NOT NULL,
    publish_at TEXT,
    practice INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    trashed_at TEXT,
    purged_at TEXT,
    history_head TEXT NOT NULL,
    folded TEXT NOT NULL,
    CONSTRAINT pk_posts PRIMARY KEY (id),
    CONSTRAINT fk_posts_author FOREIGN KEY(author) REFERENCES people (id)
) STRICT;

CREATE INDEX ix_posts_shelf ON posts (trashed_at, changed_at, id, state, template_id, author, targets, publish_at, created_at, title_key, purged_at);

CREATE INDEX ix_posts_state ON posts (state, changed_at);

CREATE INDEX ix_posts_publish_at ON posts (publish_at);

CREATE TABLE revisions (
    post_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    undo_to INTEGER,
    redo_to INTEGER,
    body TEXT,
    base INTEGER,
    packed BLOB,
    sha256 TEXT NOT NULL,
    CONSTRAINT pk_revisions PRIMARY KEY (post_id, number),
    CONSTRAINT fk_revisions_post_id FOREIGN KEY(post_id) REFERENCES posts (id)
) STRICT;

CREATE TRIGGER revisions_no_update BEFORE UPDATE ON revisions WHEN NOT (EXISTS (SELECT 1 FROM purging WHERE purging.post_id = OLD.post_id) AND NEW.post_id = OLD.post_id AND NEW.number = OLD.number AND NEW.by = OLD.by AND NEW.at = OLD.at AND NEW.kind = OLD.kind AND NEW.sha256 = OLD.sha256 AND NEW.body IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'revisions is append-only'); END;

CREATE TRIGGER revisions_no_delete BEFORE DELETE ON revisions WHEN NOT (EXISTS (SELECT 1 FROM purging WHERE purging.post_id = OLD.post_id) AND NOT EXISTS (SELECT 1 FROM bundles WHERE bundles.post_id = OLD.post_id AND json_extract(bundles.body, '$.revision') = OLD.number)) BEGIN SELECT RAISE(ABORT, 'revisions is append-only'); END;

CREATE TABLE post_files (
    post_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT pk_post_files PRIMARY KEY (post_id, sha256),
    CONSTRAINT fk_post_files_post_id FOREIGN KEY(post_id) REFERENCES posts (id)
) STRICT;

CREATE INDEX ix_post_files_sha256 ON post_files (sha256);

CREATE TABLE purging (
    post_id TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_purging PRIMARY KEY (post_id),
    CONSTRAINT fk_purging_post_id FOREIGN KEY(post_id) REFERENCES posts (id)
) STRICT;

CREATE TRIGGER purging_when_due BEFORE INSERT ON purging WHEN NOT EXISTS (
    SELECT 1 FROM posts WHERE posts.id = NEW.post_id AND posts.purged_at IS NULL
    AND posts.state IN ('draft', 'changes_asked', 'rejected', 'approval_expired')
    AND CAST(strftime('%s', NEW.at) AS INTEGER) - CAST(strftime('%s', posts.trashed_at) AS INTEGER) >= 2592000)
BEGIN SELECT RAISE(ABORT, 'only a post that lay 30 days in the trash is purged'); END;

CREATE TABLE unneeded_files (
    sha256 TEXT NOT NULL,
    CONSTRAINT pk_unneeded_files PRIMARY KEY (sha256)
) STRICT;

CREATE TABLE comments (
    id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    field TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    text TEXT NOT NULL,
    resolved_by TEXT,
    resolved_at TEXT,
    CONSTRAINT pk_comments PRIMARY KEY (id),
    CONSTRAINT fk_comments_post_id FOREIGN KEY(post_id) REFERENCES posts (id)
) STRICT;

CREATE INDEX ix_comments_post_id ON comments (post_id, resolved_at);

CREATE TABLE looks (
    post_id TEXT NOT NULL,
    person TEXT NOT NULL,
    revision INTEGER NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_looks PRIMARY KEY (post_id, person),
    CONSTRAINT fk_looks_post_id FOREIGN KEY(post_id) REFERENCES posts (id)
) STRICT;

CREATE TABLE saved_filters (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    sort TEXT NOT NULL,
    descending INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    CONSTRAINT pk_saved_filters PRIMARY KEY (id)
) STRICT;

CREATE TABLE snippet_uses (
    snippet TEXT NOT NULL,
    times INTEGER NOT NULL,
    last TEXT NOT NULL,
    CONSTRAINT pk_snippet_uses PRIMARY KEY (snippet)
) STRICT;

CREATE TABLE unit_words (
    word TEXT NOT NULL,
    folded TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL,
    CONSTRAINT pk_unit_words PRIMARY KEY (word)
) STRICT;

CREATE TABLE writing_begun (
    only INTEGER NOT NULL CONSTRAINT ck_writing_begun_one_row CHECK (only = 1),
    at TEXT NOT NULL,
    CONSTRAINT pk_writing_begun PRIMARY KEY (only)
) STRICT;

CREATE TABLE delivery_notes (
    reference TEXT NOT NULL,
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_delivery_notes PRIMARY KEY (reference, "key")
) STRICT;

CREATE TABLE accounts (
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    platform TEXT NOT NULL,
    page_id TEXT NOT NULL,
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    base_url TEXT NOT NULL,
    status TEXT NOT NULL,
    successor TEXT DEFAULT '' NOT NULL,
    connected_by TEXT DEFAULT '' NOT NULL,
    connected_at TEXT,
    image_host TEXT DEFAULT '' NOT NULL,
    categories TEXT DEFAULT '[]' NOT NULL,
    CONSTRAINT pk_accounts PRIMARY KEY (name)
) STRICT;

CREATE TABLE account_logins (
    account TEXT NOT NULL,
    "key" TEXT NOT NULL,
    sealed BLOB NOT NULL,
    CONSTRAINT pk_account_logins PRIMARY KEY (account),
    CONSTRAINT fk_account_logins_account FOREIGN KEY(account) REFERENCES accounts (name) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_account_logins_key ON account_logins ("key");

CREATE TABLE login_profile (
    id INTEGER NOT NULL,
    profile TEXT NOT NULL,
    "key" TEXT NOT NULL,
    CONSTRAINT pk_login_profile PRIMARY KEY (id),
    CONSTRAINT ck_login_profile_one CHECK (id = 1)
) STRICT;

CREATE TABLE account_health (
    account TEXT NOT NULL,
    state TEXT NOT NULL,
    checked_at TEXT NOT NULL,
    say TEXT NOT NULL,
    next_step TEXT NOT NULL,
    title TEXT NOT NULL,
    page_id TEXT NOT NULL,
    rights TEXT NOT NULL,
    until TEXT,
    CONSTRAINT pk_account_health PRIMARY KEY (account),
    CONSTRAINT fk_account_health_account FOREIGN KEY(account) REFERENCES accounts (name) ON DELETE CASCADE
) STRICT;

CREATE TABLE post_links (
    post_id TEXT NOT NULL,
    original TEXT NOT NULL,
    followup_on TEXT,
    CONSTRAINT pk_post_links PRIMARY KEY (post_id),
    CONSTRAINT fk_post_links_post_id FOREIGN KEY(post_id) REFERENCES posts (id)
) STRICT;

CREATE INDEX ix_post_links_original ON post_links (original);

CREATE TABLE blackout_days (
    id TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    name TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL,
    CONSTRAINT pk_blackout_days PRIMARY KEY (id)
) STRICT;

CREATE TABLE deliveries (
    id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    post_title TEXT NOT NULL,
    account TEXT NOT NULL,
    platform TEXT NOT NULL,
    page_id TEXT NOT NULL,
    seal TEXT NOT NULL,
    reference TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    remote_id TEXT NOT NULL,
    permalink TEXT NOT NULL,
    message TEXT NOT NULL,
    message_en TEXT NOT NULL,
    lease TEXT NOT NULL,
    lease_until TEXT,
    fence INTEGER NOT NULL,
    not_before TEXT,
    queued_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    since TEXT,
    reason TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    image_sha256 TEXT NOT NULL,
    first_sent_at TEXT,
    last_sent_at TEXT,
    absent_at TEXT,
    looks INTEGER NOT NULL,
    holder TEXT DEFAULT 'pc' NOT NULL,
    session TEXT DEFAULT '' NOT NULL,
    recall TEXT DEFAULT '' NOT NULL,
    watch_at TEXT,
    watched INTEGER DEFAULT '0' NOT NULL,
    vouched TEXT DEFAULT '' NOT NULL,
    amends TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_deliveries PRIMARY KEY (id),
    CONSTRAINT uq_deliveries_post_id_seal_account UNIQUE (post_id, seal, account),
    CONSTRAINT ck_deliveries_counts CHECK (fence >= 0 AND attempts >= 0),
    CONSTRAINT uq_deliveries_reference UNIQUE (reference)
) STRICT;

CREATE INDEX ix_deliveries_state_due_at ON deliveries (state, due_at);

CREATE INDEX ix_deliveries_account_remote_id ON deliveries (account, remote_id);

CREATE INDEX ix_deliveries_created_at ON deliveries (created_at DESC, id);

CREATE INDEX ix_deliveries_unsent ON deliveries (due_at, created_at, id) WHERE state IN ('scheduled', 'waiting');

CREATE INDEX ix_deliveries_lease ON deliveries (lease) WHERE lease != '';

CREATE INDEX ix_deliveries_watch_at ON deliveries (watch_at) WHERE watch_at IS NOT NULL;

CREATE INDEX ix_deliveries_page_id ON deliveries (page_id);

CREATE INDEX ix_deliveries_amends ON deliveries (amends) WHERE amends != '';

CREATE TABLE account_pauses (
    account TEXT NOT NULL,
    since TEXT NOT NULL,
    vi TEXT NOT NULL,
    en TEXT NOT NULL,
    code TEXT NOT NULL,
    until TEXT,
    CONSTRAINT pk_account_pauses PRIMARY KEY (account)
) STRICT;

CREATE TABLE zalo_broadcasts (
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    account TEXT NOT NULL,
    page_id TEXT NOT NULL,
    article TEXT NOT NULL,
    title TEXT NOT NULL,
    "by" TEXT NOT NULL,
    step TEXT NOT NULL,
    code TEXT NOT NULL,
    message_id TEXT NOT NULL,
    CONSTRAINT pk_zalo_broadcasts PRIMARY KEY (seq)
) STRICT;

CREATE INDEX ix_zalo_broadcasts_account ON zalo_broadcasts (account);

CREATE TRIGGER zalo_broadcasts_no_update BEFORE UPDATE ON zalo_broadcasts BEGIN SELECT RAISE(ABORT, 'the log of broadcasts is only appended to'); END;

CREATE TRIGGER zalo_broadcasts_no_delete BEFORE DELETE ON zalo_broadcasts BEGIN SELECT RAISE(ABORT, 'the log of broadcasts is only appended to'); END;

CREATE TABLE law_events (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    article TEXT NOT NULL,
    clause TEXT NOT NULL,
    point TEXT NOT NULL,
    kind TEXT NOT NULL,
    since TEXT,
    until TEXT,
    by_number TEXT NOT NULL,
    by_provision TEXT NOT NULL,
    source TEXT NOT NULL,
    checked_on TEXT,
    checked_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    status TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    CONSTRAINT pk_law_events PRIMARY KEY (seq),
    CONSTRAINT uq_law_events_id UNIQUE (id)
) STRICT;

CREATE INDEX ix_law_events_document ON law_events (document);

CREATE TRIGGER law_events_no_update BEFORE UPDATE ON law_events BEGIN SELECT RAISE(ABORT, 'what was recorded of a law is only appended to'); END;

CREATE TRIGGER law_events_no_delete BEFORE DELETE ON law_events BEGIN SELECT RAISE(ABORT, 'what was recorded of a law is only appended to'); END;

CREATE TABLE law_retractions (
    event TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_law_retractions PRIMARY KEY (event)
) STRICT;

CREATE TRIGGER law_retractions_no_update BEFORE UPDATE ON law_retractions BEGIN SELECT RAISE(ABORT, 'what was recorded of a law is only appended to'); END;

CREATE TRIGGER law_retractions_no_delete BEFORE DELETE ON law_retractions BEGIN SELECT RAISE(ABORT, 'what was recorded of a law is only appended to'); END;

CREATE TABLE law_originals (
    document TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    read_as TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    scanned INTEGER NOT NULL,
    pages TEXT NOT NULL,
    CONSTRAINT pk_law_originals PRIMARY KEY (document, sha256)
) STRICT;

CREATE INDEX ix_law_originals_sha256 ON law_originals (sha256);

CREATE TABLE law_notices (
    id INTEGER NOT NULL,
    post_id TEXT NOT NULL,
    at TEXT NOT NULL,
    law TEXT NOT NULL,
    number TEXT NOT NULL,
    light TEXT NOT NULL,
    vi TEXT NOT NULL,
    en TEXT NOT NULL,
    old_check TEXT,
    CONSTRAINT pk_law_notices PRIMARY KEY (id),
    CONSTRAINT fk_law_notices_post_id FOREIGN KEY(post_id) REFERENCES posts (id)
) STRICT;

CREATE INDEX ix_law_notices_post_id ON law_notices (post_id);

CREATE TABLE law_notice_readings (
    post_id TEXT NOT NULL,
    person TEXT NOT NULL,
    upto INTEGER NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_law_notice_readings PRIMARY KEY (post_id, person),
    CONSTRAINT fk_law_notice_readings_post_id FOREIGN KEY(post_id) REFERENCES posts (id)
) STRICT;

CREATE TABLE law_mentions (
    seq INTEGER NOT NULL,
    document TEXT NOT NULL,
    position INTEGER NOT NULL,
    target TEXT NOT NULL,
    year INTEGER,
    article TEXT NOT NULL,
    clause TEXT NOT NULL,
    point TEXT NOT NULL,
    CONSTRAINT pk_law_mentions PRIMARY KEY (seq),
    CONSTRAINT fk_law_mentions_document FOREIGN KEY(document) REFERENCES law_documents ("key") ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_law_mentions_document ON law_mentions (document);

CREATE INDEX ix_law_mentions_target_article ON law_mentions (target, article);

CREATE TABLE law_mentions_read (
    document TEXT NOT NULL,
    grammar INTEGER NOT NULL,
    CONSTRAINT pk_law_mentions_read PRIMARY KEY (document),
    CONSTRAINT fk_law_mentions_read_document FOREIGN KEY(document) REFERENCES law_documents ("key") ON DELETE CASCADE
) STRICT;

CREATE TABLE law_seeds (
    seed TEXT NOT NULL,
    document TEXT NOT NULL,
    CONSTRAINT pk_law_seeds PRIMARY KEY (seed)
) STRICT;

CREATE TABLE law_former (
    seq INTEGER NOT NULL,
    document TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    articles INTEGER NOT NULL,
    packed BLOB NOT NULL,
    packed_sha256 TEXT NOT NULL,
    CONSTRAINT pk_law_former PRIMARY KEY (seq),
    CONSTRAINT uq_law_former_document_sha256 UNIQUE (document, sha256)
) STRICT;

CREATE TABLE law_remarks (
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    article TEXT NOT NULL,
    text TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_law_remarks PRIMARY KEY (id)
) STRICT;

CREATE INDEX ix_law_remarks_document ON law_remarks (document);

CREATE TABLE law_words (
    bare TEXT NOT NULL,
    term TEXT NOT NULL,
    articles INTEGER NOT NULL,
    CONSTRAINT pk_law_words PRIMARY KEY (bare, term)
) WITHOUT ROWID, STRICT;

CREATE TABLE photo_assets (
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    rights TEXT NOT NULL,
    alt TEXT NOT NULL,
    tags TEXT NOT NULL,
    valid_from TEXT,
    valid_until TEXT,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    print TEXT NOT NULL,
    print_by TEXT NOT NULL,
    searched TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL,
    CONSTRAINT pk_photo_assets PRIMARY KEY (sha256)
) STRICT;

CREATE TABLE photo_thumbs (
    sha256 TEXT NOT NULL,
    jpeg BLOB NOT NULL,
    CONSTRAINT pk_photo_thumbs PRIMARY KEY (sha256)
) STRICT;

CREATE TABLE photo_consents (
    id TEXT NOT NULL,
    who TEXT NOT NULL,
    purpose TEXT NOT NULL,
    given_on TEXT NOT NULL,
    until TEXT,
    filed TEXT NOT NULL,
    minor INTEGER NOT NULL,
    guardian TEXT NOT NULL,
    withdrawn_on TEXT,
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL,
    CONSTRAINT pk_photo_consents PRIMARY KEY (id)
) STRICT;

CREATE TABLE photo_consent_pictures (
    consent TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT pk_photo_consent_pictures PRIMARY KEY (consent, sha256),
    CONSTRAINT fk_photo_consent_pictures_consent FOREIGN KEY(consent) REFERENCES photo_consents (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_photo_consent_pictures_sha256 ON photo_consent_pictures (sha256);

CREATE TABLE photo_works (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    name TEXT NOT NULL,
    original TEXT NOT NULL,
    recipe TEXT NOT NULL,
    recipe_sha256 TEXT NOT NULL,
    covers INTEGER NOT NULL,
    undecided INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    cleared_by TEXT NOT NULL,
    trashed_at TEXT,
    CONSTRAINT pk_photo_works PRIMARY KEY (id)
) STRICT;

CREATE INDEX ix_photo_works_original ON photo_works (original);

CREATE INDEX ix_photo_works_shelf ON photo_works (trashed_at, changed_at);

CREATE TABLE photo_steps (
    work TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    deed TEXT NOT NULL,
    about TEXT NOT NULL,
    facts TEXT NOT NULL,
    CONSTRAINT pk_photo_steps PRIMARY KEY (work, seq),
    CONSTRAINT fk_photo_steps_work FOREIGN KEY(work) REFERENCES photo_works (id)
) STRICT;

CREATE TRIGGER photo_steps_no_update BEFORE UPDATE ON photo_steps BEGIN SELECT RAISE(ABORT, 'photo_steps is append-only'); END;

CREATE TRIGGER photo_steps_no_delete BEFORE DELETE ON photo_steps WHEN NOT EXISTS (SELECT 1 FROM photo_works WHERE id = OLD.work AND trashed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'photo_steps is append-only'); END;

CREATE TABLE photo_finished (
    id INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    work TEXT NOT NULL,
    recipe TEXT NOT NULL,
    recipe_sha256 TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    mime TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_photo_finished PRIMARY KEY (id),
    CONSTRAINT fk_photo_finished_work FOREIGN KEY(work) REFERENCES photo_works (id)
) STRICT;

CREATE INDEX ix_photo_finished_sha256 ON photo_finished (sha256);

CREATE INDEX ix_photo_finished_work ON photo_finished (work);

CREATE TABLE law_recent_words (
    bare TEXT NOT NULL,
    term TEXT NOT NULL,
    articles INTEGER NOT NULL,
    CONSTRAINT pk_law_recent_words PRIMARY KEY (bare, term)
) WITHOUT ROWID, STRICT;

CREATE TABLE photo_exposed (
    sha256 TEXT NOT NULL,
    CONSTRAINT pk_photo_exposed PRIMARY KEY (sha256)
) STRICT;

CREATE TABLE photo_made_of (
    sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_photo_made_of PRIMARY KEY (sha256, source)
) STRICT;

CREATE INDEX ix_photo_made_of_source ON photo_made_of (source);

CREATE TABLE signoffs (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    digest TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT NOT NULL,
    agreed INTEGER,
    decided_by TEXT NOT NULL,
    decided_at TEXT,
    decision_note TEXT NOT NULL,
    CONSTRAINT pk_signoffs PRIMARY KEY (seq),
    CONSTRAINT uq_signoffs_id UNIQUE (id)
) STRICT;

CREATE INDEX ix_signoffs_subject ON signoffs (kind, subject);

CREATE TABLE slips (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    closed_at TEXT,
    CONSTRAINT pk_slips PRIMARY KEY (id)
) STRICT;

CREATE INDEX ix_slips_shelf ON slips (closed_at, changed_at);

CREATE TABLE slip_entries (
    slip TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    deed TEXT NOT NULL,
    about TEXT NOT NULL,
    CONSTRAINT pk_slip_entries PRIMARY KEY (slip, seq),
    CONSTRAINT fk_slip_entries_slip FOREIGN KEY(slip) REFERENCES slips (id)
) STRICT;

CREATE TRIGGER slip_entries_no_update BEFORE UPDATE ON slip_entries BEGIN SELECT RAISE(ABORT, 'slip_entries is append-only'); END;

CREATE TRIGGER slip_entries_no_delete BEFORE DELETE ON slip_entries WHEN NOT EXISTS (SELECT 1 FROM slips_purging WHERE slip = OLD.slip) BEGIN SELECT RAISE(ABORT, 'slip_entries is append-only'); END;

CREATE TABLE slip_evidence (
    slip TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    captured_at TEXT NOT NULL,
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL,
    CONSTRAINT pk_slip_evidence PRIMARY KEY (slip, sha256),
    CONSTRAINT fk_slip_evidence_slip FOREIGN KEY(slip) REFERENCES slips (id)
) STRICT;

CREATE INDEX ix_slip_evidence_sha256 ON slip_evidence (sha256);

CREATE TRIGGER slip_evidence_no_update BEFORE UPDATE ON slip_evidence BEGIN SELECT RAISE(ABORT, 'slip_evidence is append-only'); END;

CREATE TRIGGER slip_evidence_no_delete BEFORE DELETE ON slip_evidence WHEN NOT EXISTS (SELECT 1 FROM slips_purging WHERE slip = OLD.slip) BEGIN SELECT RAISE(ABORT, 'slip_evidence is append-only'); END;

CREATE TABLE slips_purging (
    slip TEXT NOT NULL,
    CONSTRAINT pk_slips_purging PRIMARY KEY (slip)
) STRICT;

CREATE TABLE emergencies (
    id TEXT NOT NULL,
    reason TEXT NOT NULL,
    every_seconds INTEGER NOT NULL,
    goes_on TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    closed_at TEXT,
    closed_by TEXT NOT NULL,
    review TEXT NOT NULL,
    CONSTRAINT pk_emergencies PRIMARY KEY (id)
) STRICT;

CREATE TABLE week_plans (
    monday TEXT NOT NULL,
    goal TEXT NOT NULL,
    items TEXT NOT NULL,
    review TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    CONSTRAINT pk_week_plans PRIMARY KEY (monday)
) STRICT;

CREATE TABLE page_files (
    id TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_page_files PRIMARY KEY (id)
) STRICT;

CREATE INDEX ix_page_files_changed_at ON page_files (changed_at);

CREATE TABLE page_evidence (
    page TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT pk_page_evidence PRIMARY KEY (page, sha256),
    CONSTRAINT fk_page_evidence_page FOREIGN KEY(page) REFERENCES page_files (id)
) STRICT;

CREATE TABLE access_holders (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    person TEXT NOT NULL,
    post TEXT NOT NULL,
    duty_end_on TEXT,
    duty_note TEXT NOT NULL,
    CONSTRAINT pk_access_holders PRIMARY KEY (id)
) STRICT;

CREATE TABLE access_rights (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    page TEXT NOT NULL,
    holder TEXT NOT NULL,
    role TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    mfa_on TEXT,
    mfa_by TEXT NOT NULL,
    slip TEXT NOT NULL,
    revoked_on TEXT,
    revoked_by TEXT NOT NULL,
    cleared INTEGER NOT NULL,
    CONSTRAINT pk_access_rights PRIMARY KEY (seq),
    CONSTRAINT uq_access_rights_id UNIQUE (id)
) STRICT;

CREATE INDEX ix_access_rights_page ON access_rights (page);

CREATE TABLE access_pages (
    page TEXT NOT NULL,
    recovery_place TEXT NOT NULL,
    devices TEXT NOT NULL,
    apps TEXT NOT NULL,
    reviewed_on TEXT,
    reviewed_by TEXT NOT NULL,
    review_on TEXT,
    review_months INTEGER NOT NULL,
    rotations TEXT NOT NULL,
    CONSTRAINT pk_access_pages PRIMARY KEY (page)
) STRICT;

CREATE TABLE access_slips (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    page TEXT NOT NULL,
    holder TEXT NOT NULL,
    role TEXT,
    reason TEXT NOT NULL,
    until TEXT,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    applied_at TEXT,
    applied_by TEXT NOT NULL,
    CONSTRAINT pk_access_slips PRIMARY KEY (seq),
    CONSTRAINT uq_access_slips_id UNIQUE (id)
) STRICT;

CREATE INDEX ix_access_slips_page ON access_slips (page);

CREATE TABLE profile_home (
    only INTEGER NOT NULL CONSTRAINT ck_profile_home_one_row CHECK (only = 1),
    machine TEXT NOT NULL,
    marks TEXT NOT NULL,
    place TEXT NOT NULL,
    copy INTEGER NOT NULL,
    original TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_profile_home PRIMARY KEY (only)
) STRICT;

CREATE TABLE people_keys (
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    act TEXT NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    active INTEGER NOT NULL,
    public TEXT NOT NULL,
    "by" TEXT NOT NULL,
    witness TEXT NOT NULL,
    mac TEXT NOT NULL,
    CONSTRAINT pk_people_keys PRIMARY KEY (seq)
) STRICT;

CREATE TABLE post_signatures (
    id INTEGER NOT NULL,
    post_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL,
    "by" TEXT NOT NULL,
    key_id TEXT NOT NULL,
    at TEXT NOT NULL,
    statement TEXT NOT NULL,
    signature TEXT NOT NULL,
    CONSTRAINT pk_post_signatures PRIMARY KEY (id),
    CONSTRAINT fk_post_signatures_post_id FOREIGN KEY(post_id) REFERENCES posts (id)
) STRICT;

CREATE INDEX ix_post_signatures_post_id ON post_signatures (post_id);

CREATE TRIGGER post_signatures_no_update BEFORE UPDATE ON post_signatures BEGIN SELECT RAISE(ABORT, 'post_signatures is append-only'); END;

CREATE TRIGGER post_signatures_no_delete BEFORE DELETE ON post_signatures BEGIN SELECT RAISE(ABORT, 'post_signatures is append-only'); END;

CREATE TABLE audit_codes (
    seq INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    code TEXT NOT NULL,
    CONSTRAINT pk_audit_codes PRIMARY KEY (seq),
    CONSTRAINT fk_audit_codes_seq FOREIGN KEY(seq) REFERENCES audit (seq)
) STRICT;

CREATE TABLE profile_clock (
    only INTEGER NOT NULL,
    seen_at TEXT NOT NULL,
    CONSTRAINT pk_profile_clock PRIMARY KEY (only),
    CONSTRAINT ck_profile_clock_one CHECK (only = 1)
) STRICT;
