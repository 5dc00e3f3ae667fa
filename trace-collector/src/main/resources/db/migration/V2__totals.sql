-- What was asked for, who served it and what that cost, by the hour: kept longer than traces, and read
-- without reading them. Counted in the transaction that stores a trace for the first time.
CREATE TABLE flow_hour (
    hour            timestamptz NOT NULL,
    workspace       text        NOT NULL,
    requested_model text        NOT NULL,
    served_model    text        NOT NULL,
    served_provider text        NOT NULL,
    basis           text        NOT NULL,
    paid_because    text        NOT NULL,
    requests        bigint      NOT NULL,
    failed          bigint      NOT NULL,
    input_tokens    bigint      NOT NULL,
    output_tokens   bigint      NOT NULL,
    cost_nano_usd   bigint      NOT NULL,
    list_nano_usd   bigint      NOT NULL,
    PRIMARY KEY (hour, workspace, requested_model, served_model, served_provider, basis, paid_because)
);

-- What providers were asked, by the hour.
CREATE TABLE attempt_hour (
    hour            timestamptz NOT NULL,
    provider        text        NOT NULL,
    account         text        NOT NULL,
    upstream_model  text        NOT NULL,
    attempts        bigint      NOT NULL,
    served          bigint      NOT NULL,
    refused         bigint      NOT NULL,
    failed          bigint      NOT NULL,
    passed_over     bigint      NOT NULL,
    wasted_nano_usd bigint      NOT NULL,
    PRIMARY KEY (hour, provider, account, upstream_model)
);
