-- What attempts have used of a provider's account on a UTC day, moved in the transaction that enters their requests. Each
-- partition of the topic has rows of its own, so that those who read different ones never wait for each other.
CREATE TABLE account_day (
    day                date   NOT NULL,
    provider           text COLLATE "C" NOT NULL,
    account            text COLLATE "C" NOT NULL,
    model              text COLLATE "C" NOT NULL,
    topic_partition    int    NOT NULL,
    attempts           bigint NOT NULL,
    nano_usd           bigint NOT NULL,
    estimated_nano_usd bigint NOT NULL,
    unpriced           bigint NOT NULL,
    input_tokens       bigint NOT NULL,
    output_tokens      bigint NOT NULL,
    PRIMARY KEY (day, provider, account, model, topic_partition)
);

-- What came in before that, by no account.
ALTER TABLE ledger_intake ADD COLUMN unaccounted_nano_usd bigint NOT NULL DEFAULT 0;
UPDATE ledger_intake SET unaccounted_nano_usd = nano_usd;

-- Where an account of a provider is read, and how that went.
CREATE TABLE provider_reading (
    provider   text COLLATE "C" NOT NULL,
    account    text COLLATE "C" NOT NULL,
    credential text        NOT NULL,
    tried_at   timestamptz NOT NULL,
    read_at    timestamptz,
    -- The first day that the provider has not told of.
    told_until date,
    failure    text,
    PRIMARY KEY (provider, account)
);

-- What the provider itself says, by what it sells.
CREATE TABLE provider_usage_day (
    provider      text COLLATE "C" NOT NULL,
    account       text COLLATE "C" NOT NULL,
    day           date   NOT NULL,
    item          text COLLATE "C" NOT NULL,
    nano_usd      bigint NOT NULL,
    requests      bigint,
    input_tokens  bigint,
    output_tokens bigint,
    PRIMARY KEY (provider, account, day, item)
);

-- The first day that was counted by account from its beginning.
CREATE TABLE account_days_since (day date NOT NULL);
INSERT INTO account_days_since
SELECT CASE WHEN EXISTS (SELECT 1 FROM ledger_entry) THEN (now() AT TIME ZONE 'UTC')::date + 1 ELSE DATE '2000-01-01' END;
