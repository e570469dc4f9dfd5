-- +goose Up
-- Who vouched for a session, and what they call the person and the level.
ALTER TABLE sessions ADD COLUMN provider text NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN account text NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN class text NOT NULL DEFAULT '';

-- A sign-in on its way is known by the SHA-256 of what the provider gives back,
-- and belongs to a browser, known by the SHA-256 of what it holds.
CREATE TABLE sign_ins (
    key      text PRIMARY KEY,
    browser  text NOT NULL,
    provider text NOT NULL,
    nonce    text NOT NULL,
    verifier text NOT NULL,
    back     text NOT NULL,
    kept     text, -- JSON: what was typed when it began
    expires  text NOT NULL
);
CREATE INDEX sign_ins_by_end ON sign_ins (expires);

-- +goose Down
DROP TABLE sign_ins;
ALTER TABLE sessions DROP COLUMN class;
ALTER TABLE sessions DROP COLUMN account;
ALTER TABLE sessions DROP COLUMN provider;
