-- +goose Up
-- What people think of services. Nothing says who: no name, no reference, and
-- of the time only the day.
CREATE TABLE ratings (
    id      text PRIMARY KEY, -- by lot
    service text NOT NULL,
    about   text NOT NULL,
    stars   integer NOT NULL,
    answer  text NOT NULL,
    comment text NOT NULL,
    day     text NOT NULL
);
CREATE INDEX ratings_of_service ON ratings (service, day, id);

-- What was rated already, by marks that do not lead to the rating.
CREATE TABLE rated (
    mark text PRIMARY KEY
);

-- +goose Down
DROP TABLE rated;
DROP TABLE ratings;
