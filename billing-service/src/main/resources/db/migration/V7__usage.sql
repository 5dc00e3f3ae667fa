-- What was used, by the hour: moved in the transaction that writes an entry for the first time, so that reports of months need
-- not read the ledger.
CREATE TABLE usage_hour (
    hour                 timestamptz NOT NULL,
    workspace            text COLLATE "C" NOT NULL,
    agent                text COLLATE "C" NOT NULL,
    token_ref            text COLLATE "C" NOT NULL,
    alias                text COLLATE "C" NOT NULL,
    model                text COLLATE "C" NOT NULL,
    provider             text COLLATE "C" NOT NULL,
    kind                 text COLLATE "C" NOT NULL,
    basis                text COLLATE "C" NOT NULL,
    -- In their order, with the unit separator between them.
    tags                 text COLLATE "C" NOT NULL,
    agent_name           text        NOT NULL,
    requests             bigint      NOT NULL,
    attempts             bigint      NOT NULL,
    delivered            bigint      NOT NULL,
    hollow               bigint      NOT NULL,
    failed               bigint      NOT NULL,
    unknown              bigint      NOT NULL,
    truncated            bigint      NOT NULL,
    tool_calls           bigint      NOT NULL,
    cached               bigint      NOT NULL,
    streamed             bigint      NOT NULL,
    input_tokens         bigint      NOT NULL,
    cached_input_tokens  bigint      NOT NULL,
    output_tokens        bigint      NOT NULL,
    nano_usd             bigint      NOT NULL,
    list_nano_usd        bigint      NOT NULL,
    took_us              bigint      NOT NULL,
    -- Requests by how long they took, in steps that grow by 15 percent each.
    took_counts          bigint[]    NOT NULL,
    first_content_counts bigint[]    NOT NULL,
    PRIMARY KEY (hour, workspace, agent, token_ref, alias, model, provider, kind, basis, tags)
);

CREATE TABLE usage_error_hour (
    hour       timestamptz NOT NULL,
    workspace  text COLLATE "C" NOT NULL,
    agent      text COLLATE "C" NOT NULL,
    error_code text COLLATE "C" NOT NULL,
    requests   bigint      NOT NULL,
    PRIMARY KEY (hour, workspace, agent, error_code)
);

-- The longer one decides how long the sum is.
CREATE FUNCTION added_counts(one bigint[], other bigint[]) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(coalesce(a, 0) + coalesce(b, 0) ORDER BY step), '{}')
    FROM unnest(one, other) WITH ORDINALITY AS steps (a, b, step)
$$;

CREATE AGGREGATE sum_counts(bigint[]) (SFUNC = added_counts, STYPE = bigint[], INITCOND = '{}', PARALLEL = SAFE);

-- What the ledger held before: how long it took and by which attempts was never in it.
INSERT INTO usage_hour
SELECT date_trunc('hour', started_at, 'UTC'), workspace, agent, token_ref,
    CASE WHEN requested_model ~ '^(spideriq|agent|client:[^/]+)/' THEN requested_model ELSE '' END,
    coalesce(served_model, ''), coalesce(served_provider, ''),
    CASE endpoint
        WHEN '/embeddings' THEN 'embeddings' WHEN '/moderations' THEN 'moderations'
        WHEN '/images/generations' THEN 'images' WHEN '/audio/speech' THEN 'speech'
        WHEN '/audio/transcriptions' THEN 'transcriptions' ELSE 'chat' END,
    basis, array_to_string(tags, chr(31)), max(agent_name), count(*), 0,
    count(*) FILTER (WHERE result = 'COMPLETED'), 0,
    count(*) FILTER (WHERE result NOT IN ('COMPLETED', 'ABANDONED', 'INTERRUPTED')),
    count(*) FILTER (WHERE result IN ('ABANDONED', 'INTERRUPTED')),
    0, 0, 0, 0, sum(input_tokens), sum(cached_input_tokens), sum(output_tokens), sum(nano_usd), sum(nano_usd), 0, '{}', '{}'
FROM ledger_entry WHERE kind = 'request'
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
