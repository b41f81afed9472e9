CREATE TABLE recurring_posts (
    id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    title TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    began TEXT NOT NULL,
    next_on TEXT NOT NULL,
    "by" TEXT NOT NULL,
    last_post TEXT NOT NULL,
    stopped_at TEXT,
    CONSTRAINT pk_recurring_posts PRIMARY KEY (id),
    CONSTRAINT fk_recurring_posts_post_id FOREIGN KEY(post_id) REFERENCES posts (id),
    CONSTRAINT fk_recurring_posts_by FOREIGN KEY("by") REFERENCES people (id)
)
 STRICT
