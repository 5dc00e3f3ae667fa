-- What is remembered of each provider's own list of models, one document a provider. A write names the
-- version that it read, so that of two at once one tries again.
CREATE TABLE roster (
    provider      text        PRIMARY KEY,
    state         text        NOT NULL,
    version       bigint      NOT NULL,
    claimed_until timestamptz NOT NULL DEFAULT 'epoch'
);

-- Cooldowns that somebody has ended by hand: what happened before is forgotten, also when it is
-- replayed after a restart. `*` stands for all.
CREATE TABLE cooldown_reset (
    key text        PRIMARY KEY,
    at  timestamptz NOT NULL
);
