-- +goose Up
-- How much of each quota is taken. It is changed by who holds the ledger.
CREATE TABLE quotas (
    service text NOT NULL,
    name    text NOT NULL,
    inside  integer NOT NULL, -- applications that are inside
    waiting integer NOT NULL, -- applications on the waiting list
    cents   bigint NOT NULL,  -- of the budget, taken by those inside
    PRIMARY KEY (service, name)
);
ALTER TABLE submissions ADD COLUMN place text; -- JSON

-- +goose Down
ALTER TABLE submissions DROP COLUMN place;
DROP TABLE quotas;
