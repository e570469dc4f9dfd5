-- +goose Up
-- What citizens gave once, to be proposed again.
CREATE TABLE profiles (
    owner   text NOT NULL,
    id      text NOT NULL,
    topic   text NOT NULL, -- one of the groups that are asked once only
    content text NOT NULL, -- JSON: the values
    service text NOT NULL, -- where they were given
    given   text NOT NULL, -- and when
    PRIMARY KEY (owner, id)
);

-- +goose Down
DROP TABLE profiles;
