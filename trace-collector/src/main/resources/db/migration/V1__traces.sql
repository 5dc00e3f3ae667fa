-- One row for each request. The key starts with the partition column, as PostgreSQL demands; an event
-- that comes twice carries the same start, so the request id is unique all the same.
CREATE TABLE trace (
    request_id       text        NOT NULL,
    started_at       timestamptz NOT NULL,
    workspace        text        NOT NULL,
    agent            text        NOT NULL,
    agent_name       text        NOT NULL,
    requested_model  text        NOT NULL,
    served_model     text,
    served_provider  text,
    streamed         boolean     NOT NULL,
    result           text        NOT NULL,
    http_status      int         NOT NULL,
    error_code       text,
    attempts         int         NOT NULL,
    fallback         boolean     NOT NULL,
    input_tokens     bigint      NOT NULL,
    output_tokens    bigint      NOT NULL,
    cost_nano_usd    bigint      NOT NULL,
    first_content_us bigint,
    duration_us      bigint      NOT NULL,
    -- The event as it came, compressed by TOAST. Not jsonb: a prompt may hold \u0000, which jsonb refuses.
    event            text        NOT NULL,
    PRIMARY KEY (started_at, request_id)
) PARTITION BY RANGE (started_at);

CREATE INDEX trace_by_request ON trace (request_id);
CREATE INDEX trace_by_agent ON trace (agent, started_at DESC);

CREATE TABLE dead_letter (
    topic           text        NOT NULL,
    topic_partition int         NOT NULL,
    topic_offset    bigint      NOT NULL,
    reason          text        NOT NULL,
    payload         bytea,
    received_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, topic_partition, topic_offset)
);
