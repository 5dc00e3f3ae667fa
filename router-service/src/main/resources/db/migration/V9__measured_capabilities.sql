-- What requests have shown that deployments can or cannot do. An account that only one workspace may
-- use has the workspace's name before its own.
CREATE TABLE measured_capability (
    provider   text        NOT NULL,
    account    text        NOT NULL,
    model      text        NOT NULL,
    capability text        NOT NULL,
    word       text        NOT NULL,
    refusals   integer     NOT NULL,
    since      timestamptz NOT NULL,
    until      timestamptz NOT NULL,
    heard_at   timestamptz NOT NULL,
    prober     text,
    evidence   text,
    PRIMARY KEY (provider, account, model, capability)
);
