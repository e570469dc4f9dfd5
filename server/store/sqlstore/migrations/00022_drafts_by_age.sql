-- +goose Up
CREATE INDEX drafts_by_age ON drafts (updated);

-- +goose Down
DROP INDEX drafts_by_age;
