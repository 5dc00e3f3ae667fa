-- A correction is an entry of its own: what it adds or takes away, why, and what it refers to.
ALTER TABLE ledger_entry
    ADD COLUMN kind      text NOT NULL DEFAULT 'request' CHECK (kind IN ('request', 'correction')),
    ADD COLUMN reason    text,
    ADD COLUMN reference text,
    ADD CONSTRAINT corrections_are_explained
        CHECK ((kind = 'correction') = (reason IS NOT NULL AND reference IS NOT NULL)),
    ADD CONSTRAINT only_corrections_take_away CHECK (nano_usd >= 0 OR kind = 'correction');

-- The entries of one UTC day and token in one row, moved in the transaction that writes them: so an audit need not read a
-- whole month to say what a balance must be.
CREATE TABLE ledger_day (
    day                date   NOT NULL,
    token_ref          text COLLATE "C" NOT NULL,
    requests           bigint NOT NULL,
    nano_usd           bigint NOT NULL,
    -- What of `nano_usd` corrections have added or taken away.
    corrected_nano_usd bigint NOT NULL,
    PRIMARY KEY (day, token_ref)
);

INSERT INTO ledger_day (day, token_ref, requests, nano_usd, corrected_nano_usd)
SELECT (started_at AT TIME ZONE 'UTC')::date, token_ref, count(*), sum(nano_usd), 0 FROM ledger_entry GROUP BY 1, 2;

-- What came in by each partition of the topic of request events, and what became of it. Records between `next_offset` and the
-- first that was read then were gone before they were read: they are `missed`.
CREATE TABLE ledger_intake (
    topic_partition int    PRIMARY KEY,
    next_offset     bigint NOT NULL,
    missed          bigint NOT NULL,
    entries         bigint NOT NULL,
    repeated        bigint NOT NULL,
    nano_usd        bigint NOT NULL
);

-- What came in before this was kept, by no partition.
INSERT INTO ledger_intake SELECT -1, 0, 0, count(*), 0, coalesce(sum(nano_usd), 0) FROM ledger_entry;

-- A grant older than what an audit reads cannot be held against it. Grants of before are.
ALTER TABLE allowance_grant ADD COLUMN granted_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE allowance_grant ALTER COLUMN granted_at SET DEFAULT now();
