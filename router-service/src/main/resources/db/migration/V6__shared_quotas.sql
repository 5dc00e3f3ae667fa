-- Pools of different accounts that have turned out to be one quota, and since when that is believed.
CREATE TABLE shared_quota (
    pool        text        PRIMARY KEY,
    shares_with text        NOT NULL,
    since       timestamptz NOT NULL
);
