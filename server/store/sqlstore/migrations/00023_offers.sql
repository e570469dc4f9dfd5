-- +goose Up
-- Which edition of a service new applications begin with: the one with the
-- highest number. Those before it say how it came to that.
CREATE TABLE offers (
    service text NOT NULL,
    number  integer NOT NULL, -- rises by one for each service
    edition text REFERENCES editions (hash), -- NULL: none any more
    params  text NOT NULL, -- JSON: the municipality's values, live ones too
    since   text NOT NULL,
    PRIMARY KEY (service, number)
);

-- +goose Down
DROP TABLE offers;
