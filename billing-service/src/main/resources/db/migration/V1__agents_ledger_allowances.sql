-- Who spends ---------------------------------------------------------------------------------------------------------

CREATE TABLE workspace (
    id         text PRIMARY KEY,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

INSERT INTO workspace (id, name) VALUES ('ws_default', 'Default');

CREATE TABLE agent (
    id         text PRIMARY KEY,
    workspace  text        NOT NULL REFERENCES workspace (id),
    created_at timestamptz NOT NULL
);

-- `published_version` is what the topic of agent tokens holds: a row whose `version` is ahead of it is still to be sent, so
-- that a change and its publication cannot be parted.
CREATE TABLE agent_token (
    token_ref           text PRIMARY KEY,
    agent               text        NOT NULL REFERENCES agent (id),
    workspace           text        NOT NULL REFERENCES workspace (id),
    name                text        NOT NULL,
    secret_hash         text        NOT NULL,
    scopes              text[]      NOT NULL,
    allowed_models      text[]      NOT NULL,
    free_only           boolean     NOT NULL,
    requests_per_minute bigint,
    requests_per_day    bigint,
    budget_nano_usd     bigint,
    budget_soft         boolean     NOT NULL,
    created_at          timestamptz NOT NULL,
    revoked_at          timestamptz,
    version             int         NOT NULL,
    published_version   int         NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX agent_token_live_name ON agent_token (workspace, name) WHERE revoked_at IS NULL;
CREATE INDEX agent_token_unpublished ON agent_token (token_ref) WHERE published_version < version;

-- What was spent -----------------------------------------------------------------------------------------------------

CREATE TABLE ledger_entry (
    request_id          text        NOT NULL,
    month               date        NOT NULL,
    started_at          timestamptz NOT NULL,
    recorded_at         timestamptz NOT NULL DEFAULT now(),
    workspace           text        NOT NULL,
    agent               text        NOT NULL,
    agent_name          text        NOT NULL,
    token_ref           text        NOT NULL,
    endpoint            text        NOT NULL,
    requested_model     text        NOT NULL,
    served_model        text,
    served_provider     text,
    result              text        NOT NULL,
    http_status         int         NOT NULL,
    input_tokens        bigint      NOT NULL,
    cached_input_tokens bigint      NOT NULL,
    output_tokens       bigint      NOT NULL,
    evidence            text        NOT NULL,
    nano_usd            bigint      NOT NULL,
    basis               text        NOT NULL,
    budget_grant        text,
    PRIMARY KEY (request_id, month)
) PARTITION BY RANGE (month);

CREATE INDEX ledger_entry_started_at ON ledger_entry (started_at);

CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % of %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();

-- A partition for each UTC month, made ahead of time, and on demand for an event that comes late.
CREATE FUNCTION ensure_ledger_month(first_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    partition_name text := 'ledger_entry_' || to_char(first_day, 'YYYY_MM');
BEGIN
    IF to_regclass('billing.' || partition_name) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('billing.ledger_entry'));
    IF to_regclass('billing.' || partition_name) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE billing.%I PARTITION OF billing.ledger_entry FOR VALUES FROM (%L) TO (%L)',
                   partition_name, first_day, (first_day + interval '1 month')::date);
    -- Statement triggers are not inherited by partitions.
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON billing.%I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION billing.refuse_ledger_change()', partition_name);
END $$;

CREATE TABLE dead_letter (
    topic            text        NOT NULL,
    topic_partition  int         NOT NULL,
    topic_offset     bigint      NOT NULL,
    reason           text        NOT NULL,
    record_key       bytea,
    record_value     bytea,
    recorded_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, topic_partition, topic_offset)
);

-- What may be spent --------------------------------------------------------------------------------------------------

-- One counter of one token in one window. For BUDGET, `settled` and `requests` are the projection of the ledger's entries of
-- that token and month, moved in the transaction that writes them.
-- Collation C: locks are taken in the order of the key, by this database and by the service alike.
CREATE TABLE counter (
    token_ref    text COLLATE "C" NOT NULL,
    counter      text COLLATE "C" NOT NULL,
    window_start timestamptz NOT NULL,
    settled      bigint      NOT NULL DEFAULT 0,
    requests     bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (token_ref, counter, window_start)
);

CREATE INDEX counter_window_start ON counter (window_start);

CREATE TABLE allowance_grant (
    id           text PRIMARY KEY,
    token_ref    text        NOT NULL,
    counter      text        NOT NULL,
    window_start timestamptz NOT NULL,
    holder       text        NOT NULL,
    granted      bigint      NOT NULL,
    returned     bigint      NOT NULL DEFAULT 0,
    ledgered     bigint      NOT NULL DEFAULT 0,
    expires_at   timestamptz NOT NULL,
    expired      boolean     NOT NULL DEFAULT false
);

CREATE INDEX allowance_grant_live ON allowance_grant (token_ref, counter, window_start) WHERE NOT expired;
CREATE INDEX allowance_grant_expires_at ON allowance_grant (expires_at);
