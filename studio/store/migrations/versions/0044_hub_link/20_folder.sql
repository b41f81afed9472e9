CREATE TABLE exchange_folder (
    only INTEGER NOT NULL,
    path TEXT NOT NULL,
    CONSTRAINT pk_exchange_folder PRIMARY KEY (only)
)
 STRICT;

CREATE TABLE exchange_folder_files (
    name TEXT NOT NULL,
    stamp TEXT NOT NULL,
    again TEXT,
    why TEXT,
    CONSTRAINT pk_exchange_folder_files PRIMARY KEY (name)
)
 STRICT;

CREATE TABLE exchange_folder_posts (
    post TEXT NOT NULL,
    head TEXT NOT NULL,
    item_count INTEGER NOT NULL,
    written INTEGER NOT NULL,
    CONSTRAINT pk_exchange_folder_posts PRIMARY KEY (post)
)
 STRICT
