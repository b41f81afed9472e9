CREATE TABLE month_reports (
    month TEXT NOT NULL,
    revision INTEGER NOT NULL,
    unit TEXT NOT NULL,
    body TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    made_at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_month_reports PRIMARY KEY (month, revision)
) STRICT;

CREATE TRIGGER month_reports_no_update BEFORE UPDATE ON month_reports BEGIN SELECT RAISE(ABORT, 'month_reports is append-only'); END;

CREATE TRIGGER month_reports_no_delete BEFORE DELETE ON month_reports BEGIN SELECT RAISE(ABORT, 'month_reports is append-only'); END;

CREATE TABLE month_report_drafts (
    month TEXT NOT NULL,
    comment TEXT NOT NULL,
    made_at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_month_report_drafts PRIMARY KEY (month)
) STRICT;

CREATE TABLE month_report_hand_ins (
    seq INTEGER NOT NULL,
    month TEXT NOT NULL,
    revision INTEGER NOT NULL,
    receiver TEXT NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_month_report_hand_ins PRIMARY KEY (seq)
) STRICT;

CREATE TRIGGER month_report_hand_ins_no_update BEFORE UPDATE ON month_report_hand_ins BEGIN SELECT RAISE(ABORT, 'month_report_hand_ins is append-only'); END;

CREATE TRIGGER month_report_hand_ins_no_delete BEFORE DELETE ON month_report_hand_ins BEGIN SELECT RAISE(ABORT, 'month_report_hand_ins is append-only'); END
