CREATE TABLE own_templates (
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    floor TEXT NOT NULL,
    draft TEXT NOT NULL,
    draft_by TEXT NOT NULL,
    draft_at TEXT NOT NULL,
    candidate INTEGER,
    candidate_by TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_own_templates PRIMARY KEY (id),
    CONSTRAINT uq_own_templates_code UNIQUE (code),
    CONSTRAINT fk_own_templates_draft_by FOREIGN KEY(draft_by) REFERENCES people (id)
)
 STRICT;

CREATE TABLE own_template_versions (
    template TEXT NOT NULL,
    number INTEGER NOT NULL,
    files TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_own_template_versions PRIMARY KEY (template, number),
    CONSTRAINT fk_own_template_versions_template FOREIGN KEY(template) REFERENCES own_templates (id),
    CONSTRAINT fk_own_template_versions_by FOREIGN KEY("by") REFERENCES people (id)
)
 STRICT;

CREATE TABLE own_template_signatures (
    seq INTEGER NOT NULL,
    template TEXT NOT NULL,
    version INTEGER NOT NULL,
    deed TEXT NOT NULL,
    digest TEXT NOT NULL,
    "by" TEXT NOT NULL,
    key_id TEXT NOT NULL,
    at TEXT NOT NULL,
    statement TEXT NOT NULL,
    signature TEXT NOT NULL,
    CONSTRAINT pk_own_template_signatures PRIMARY KEY (seq),
    CONSTRAINT fk_own_template_signatures_template FOREIGN KEY(template) REFERENCES own_templates (id),
    CONSTRAINT fk_own_template_signatures_by FOREIGN KEY("by") REFERENCES people (id)
)
 STRICT;

CREATE TABLE brand_kits (
    seq INTEGER NOT NULL,
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    background TEXT NOT NULL,
    header TEXT NOT NULL,
    logo TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_brand_kits PRIMARY KEY (seq),
    CONSTRAINT fk_brand_kits_by FOREIGN KEY("by") REFERENCES people (id)
)
 STRICT
