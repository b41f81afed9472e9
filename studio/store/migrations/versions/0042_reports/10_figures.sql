CREATE TABLE figure_gains (
	metric INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	page INTEGER NOT NULL, 
	subject INTEGER NOT NULL, 
	gain INTEGER NOT NULL, 
	days INTEGER NOT NULL, 
	CONSTRAINT pk_figure_gains PRIMARY KEY (metric, day, page, subject)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_figure_gains_long ON figure_gains (metric, day, page, days) WHERE days > 27;

CREATE TABLE figure_metrics (
	id INTEGER NOT NULL, 
	platform TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	grain TEXT NOT NULL, 
	adds INTEGER NOT NULL, 
	since TEXT, 
	until TEXT, 
	CONSTRAINT pk_figure_metrics PRIMARY KEY (id)
)
 STRICT;

CREATE TRIGGER figure_metrics_no_update BEFORE UPDATE ON figure_metrics BEGIN SELECT RAISE(ABORT, 'figure_metrics is append-only'); END;

CREATE TRIGGER figure_metrics_no_delete BEFORE DELETE ON figure_metrics BEGIN SELECT RAISE(ABORT, 'figure_metrics is append-only'); END;

CREATE TABLE figure_papers (
	id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	told TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_figure_papers PRIMARY KEY (id)
)
 STRICT;

CREATE INDEX ix_figure_papers_sha256 ON figure_papers (sha256);

CREATE TRIGGER figure_papers_no_update BEFORE UPDATE ON figure_papers BEGIN SELECT RAISE(ABORT, 'figure_papers is append-only'); END;

CREATE TRIGGER figure_papers_no_delete BEFORE DELETE ON figure_papers BEGIN SELECT RAISE(ABORT, 'figure_papers is append-only'); END;

CREATE TABLE figure_subjects (
	id INTEGER NOT NULL, 
	page INTEGER, 
	account TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	post TEXT NOT NULL, 
	published_on TEXT, 
	CONSTRAINT pk_figure_subjects PRIMARY KEY (id), 
	CONSTRAINT uq_figure_subjects_account_reference UNIQUE (account, reference), 
	CONSTRAINT fk_figure_subjects_page FOREIGN KEY(page) REFERENCES figure_subjects (id)
)
 STRICT;

CREATE INDEX ix_figure_subjects_reference ON figure_subjects (reference);

CREATE TRIGGER figure_subjects_no_update BEFORE UPDATE ON figure_subjects BEGIN SELECT RAISE(ABORT, 'figure_subjects is append-only'); END;

CREATE TRIGGER figure_subjects_no_delete BEFORE DELETE ON figure_subjects BEGIN SELECT RAISE(ABORT, 'figure_subjects is append-only'); END;

CREATE TABLE figure_looks (
	subject INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	seen_at TEXT NOT NULL, 
	metric INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	CONSTRAINT pk_figure_looks PRIMARY KEY (subject, day, seen_at, metric), 
	CONSTRAINT fk_figure_looks_subject FOREIGN KEY(subject) REFERENCES figure_subjects (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TRIGGER figure_looks_no_update BEFORE UPDATE ON figure_looks BEGIN SELECT RAISE(ABORT, 'figure_looks is append-only'); END;

CREATE TRIGGER figure_looks_no_delete BEFORE DELETE ON figure_looks BEGIN SELECT RAISE(ABORT, 'figure_looks is append-only'); END;

CREATE TABLE figure_observations (
	subject INTEGER NOT NULL, 
	metric INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	seen_at TEXT NOT NULL, 
	value INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	paper INTEGER, 
	ended_at TEXT, 
	CONSTRAINT pk_figure_observations PRIMARY KEY (subject, metric, day, seen_at), 
	CONSTRAINT fk_figure_observations_subject FOREIGN KEY(subject) REFERENCES figure_subjects (id), 
	CONSTRAINT fk_figure_observations_metric FOREIGN KEY(metric) REFERENCES figure_metrics (id), 
	CONSTRAINT fk_figure_observations_paper FOREIGN KEY(paper) REFERENCES figure_papers (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_figure_observations_paper ON figure_observations (day, subject, paper) WHERE paper IS NOT NULL;

CREATE TRIGGER figure_observations_no_update BEFORE UPDATE ON figure_observations BEGIN SELECT RAISE(ABORT, 'figure_observations is append-only'); END;

CREATE TRIGGER figure_observations_no_delete BEFORE DELETE ON figure_observations BEGIN SELECT RAISE(ABORT, 'figure_observations is append-only'); END;

CREATE TABLE figure_openings (
	paper INTEGER NOT NULL, 
	page TEXT NOT NULL, 
	counted TEXT NOT NULL, 
	value INTEGER NOT NULL, 
	CONSTRAINT pk_figure_openings PRIMARY KEY (paper, page, counted), 
	CONSTRAINT fk_figure_openings_paper FOREIGN KEY(paper) REFERENCES figure_papers (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TRIGGER figure_openings_no_update BEFORE UPDATE ON figure_openings BEGIN SELECT RAISE(ABORT, 'figure_openings is append-only'); END;

CREATE TRIGGER figure_openings_no_delete BEFORE DELETE ON figure_openings BEGIN SELECT RAISE(ABORT, 'figure_openings is append-only'); END
