CREATE TABLE report_units (
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    fingerprints TEXT NOT NULL,
    CONSTRAINT pk_report_units PRIMARY KEY (place),
    CONSTRAINT uq_report_units_name UNIQUE (name)
) STRICT;

CREATE TABLE received_reports (
    unit TEXT NOT NULL,
    month TEXT NOT NULL,
    revision INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    file TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_received_reports PRIMARY KEY (month, unit, revision)
) STRICT;

CREATE TRIGGER received_reports_no_update BEFORE UPDATE ON received_reports BEGIN SELECT RAISE(ABORT, 'received_reports is append-only'); END;

CREATE TRIGGER received_reports_no_delete BEFORE DELETE ON received_reports BEGIN SELECT RAISE(ABORT, 'received_reports is append-only'); END;

CREATE TABLE merged_reports (
    seq INTEGER NOT NULL,
    month TEXT NOT NULL,
    form TEXT NOT NULL,
    used TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_merged_reports PRIMARY KEY (seq)
) STRICT;

CREATE TRIGGER merged_reports_no_update BEFORE UPDATE ON merged_reports BEGIN SELECT RAISE(ABORT, 'merged_reports is append-only'); END;

CREATE TRIGGER merged_reports_no_delete BEFORE DELETE ON merged_reports BEGIN SELECT RAISE(ABORT, 'merged_reports is append-only'); END
