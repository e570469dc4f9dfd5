-- +goose Up
-- A session is known by the SHA-256 of what the browser holds.
CREATE TABLE sessions (
    key       text PRIMARY KEY,
    subject   text NOT NULL,
    issuer    text NOT NULL,
    level     text NOT NULL,
    signed_in text,
    claims    text, -- JSON
    guest     text NOT NULL,
    expires   text NOT NULL
);
CREATE INDEX sessions_by_end ON sessions (expires);

-- +goose Down
DROP TABLE sessions;
