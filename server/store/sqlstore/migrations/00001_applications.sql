-- +goose Up
-- Instants are text in UTC, 2006-01-02T15:04:05.000Z: as wide as each other, so
-- that they sort. "bytea" is PostgreSQL's word; SQLite keeps bytes under any.

CREATE TABLE editions (
    hash    text PRIMARY KEY,
    service text NOT NULL,
    label   text NOT NULL,
    bundle  bytea NOT NULL, -- gzip
    created text NOT NULL,
    UNIQUE (service, label)
);

CREATE TABLE drafts (
    id       text PRIMARY KEY,
    service  text NOT NULL,
    edition  text NOT NULL REFERENCES editions (hash),
    owner    text NOT NULL,
    actor    text NOT NULL, -- JSON
    behalf   text NOT NULL,
    language text NOT NULL,
    revision integer NOT NULL,
    state    text NOT NULL,
    content  bytea NOT NULL,
    pending  text, -- JSON of what will be sent once it is paid
    created  text NOT NULL,
    updated  text NOT NULL
);
CREATE INDEX drafts_of_owner ON drafts (owner, updated);

CREATE TABLE submissions (
    number    integer PRIMARY KEY,
    reference text NOT NULL UNIQUE,
    draft     text NOT NULL UNIQUE, -- the token: no draft is sent twice
    year      integer NOT NULL,
    service   text NOT NULL,
    edition   text NOT NULL REFERENCES editions (hash),
    label     text NOT NULL,
    language  text NOT NULL,
    owner     text NOT NULL,
    behalf    text NOT NULL,
    evidence  text NOT NULL, -- JSON
    answers   text NOT NULL, -- JSON, byte by byte as it was validated
    record    text NOT NULL, -- JSON: what else the engine computed, live parameters and facts as they were
    payment   text, -- JSON
    received  text NOT NULL,
    submitted text NOT NULL
);
CREATE INDEX submissions_of_owner ON submissions (owner, number);
CREATE INDEX submissions_of_service ON submissions (service, number);

-- A file belongs to a draft until it is sent, then to the submission.
CREATE TABLE files (
    id         text PRIMARY KEY,
    draft      text NOT NULL,
    submission integer REFERENCES submissions (number),
    owner      text NOT NULL,
    name       text NOT NULL,
    media_type text NOT NULL,
    size       bigint NOT NULL,
    sha256     text NOT NULL,
    created    text NOT NULL
);
CREATE INDEX files_of_draft ON files (draft);
CREATE INDEX files_by_content ON files (sha256);

CREATE TABLE events (
    id         integer PRIMARY KEY,
    submission integer NOT NULL REFERENCES submissions (number),
    kind       text NOT NULL,
    payload    text NOT NULL, -- JSON
    created    text NOT NULL,
    delivered  text
);
CREATE INDEX events_waiting ON events (id) WHERE delivered IS NULL;

-- Numbers come from rows that a transaction holds until it commits: they rise
-- in the order of commits, without gaps, in every database.
CREATE TABLE counters (
    name text PRIMARY KEY,
    last integer NOT NULL
);
INSERT INTO counters (name, last) VALUES ('submission', 0);
INSERT INTO counters (name, last) VALUES ('event', 0);

-- +goose Down
DROP TABLE counters;
DROP TABLE events;
DROP TABLE files;
DROP TABLE submissions;
DROP TABLE drafts;
DROP TABLE editions;
