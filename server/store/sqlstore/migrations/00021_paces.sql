-- +goose Up
-- How often something was done since an instant, at all nodes together.
CREATE TABLE paces (
    key   text NOT NULL,
    since text NOT NULL,
    taken integer NOT NULL,
    PRIMARY KEY (key, since)
);

-- +goose Down
DROP TABLE paces;
