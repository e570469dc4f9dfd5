-- +goose Up
-- The ledger is one row, which a transaction that sends holds until it commits:
-- numbers and events rise in the order of commits, and each event is sealed
-- with the one before it. A batch of submissions moves it once.
CREATE TABLE ledger (
    one      integer PRIMARY KEY CHECK (one = 1),
    number   integer NOT NULL, -- the last submission
    event    integer NOT NULL, -- the last event
    seal     text NOT NULL,    -- of the last event
    unsealed integer NOT NULL  -- the last event from before there were seals
);
INSERT INTO ledger (one, number, event, seal, unsealed)
    SELECT 1, a.last, b.last, '', b.last FROM counters a, counters b WHERE a.name = 'submission' AND b.name = 'event';
DROP TABLE counters;

ALTER TABLE events ADD COLUMN digest text NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN seal text NOT NULL DEFAULT '';
DROP INDEX events_waiting;
ALTER TABLE events DROP COLUMN delivered;

-- What receivers are to be told.
CREATE TABLE deliveries (
    event      integer NOT NULL REFERENCES events (id),
    receiver   text NOT NULL,
    submission integer NOT NULL,
    state      text NOT NULL,
    tries      integer NOT NULL,
    due        text NOT NULL,
    leased     text NOT NULL, -- nobody else takes it until then
    reason     text NOT NULL,
    PRIMARY KEY (receiver, event)
);
CREATE INDEX deliveries_in_order ON deliveries (receiver, submission, event);
CREATE INDEX deliveries_by_state ON deliveries (state, event);

-- +goose Down
DROP TABLE deliveries;
ALTER TABLE events ADD COLUMN delivered text;
CREATE INDEX events_waiting ON events (id) WHERE delivered IS NULL;
ALTER TABLE events DROP COLUMN seal;
ALTER TABLE events DROP COLUMN digest;
CREATE TABLE counters (
    name text PRIMARY KEY,
    last integer NOT NULL
);
INSERT INTO counters (name, last) SELECT 'submission', number FROM ledger;
INSERT INTO counters (name, last) SELECT 'event', event FROM ledger;
DROP TABLE ledger;
