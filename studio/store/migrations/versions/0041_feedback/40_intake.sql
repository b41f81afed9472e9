CREATE TABLE feedback_intake (
    account TEXT NOT NULL,
    channel TEXT NOT NULL,
    since TEXT NOT NULL,
    cursor TEXT NOT NULL,
    began TEXT,
    read_at TEXT,
    next_at TEXT NOT NULL,
    failures INTEGER NOT NULL,
    failed_at TEXT,
    needs_person INTEGER NOT NULL,
    trouble TEXT,
    CONSTRAINT pk_feedback_intake PRIMARY KEY (account, channel)
) STRICT
