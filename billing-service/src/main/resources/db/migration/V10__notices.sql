-- What people and systems are told of: recorded in the transaction that makes it true, and told from here.
CREATE TABLE notice (
    id            text COLLATE "C" PRIMARY KEY,
    type          text        NOT NULL,
    workspace     text COLLATE "C" NOT NULL,
    subject       text        NOT NULL,
    at            timestamptz NOT NULL,
    -- Kept as the text it is: each attempt sends the same bytes.
    data          json        NOT NULL,
    published_at  timestamptz,
    publish_after timestamptz NOT NULL
);

CREATE INDEX notice_of_workspace ON notice (workspace, id);
CREATE INDEX notice_at ON notice (at);
CREATE INDEX notice_unpublished ON notice (publish_after) WHERE published_at IS NULL;

-- What was told, so that it is told once; kept longer than the notices themselves.
CREATE TABLE notice_key (
    workspace text COLLATE "C" NOT NULL,
    key       text COLLATE "C" NOT NULL,
    raised_at timestamptz NOT NULL,
    PRIMARY KEY (workspace, key)
);

CREATE INDEX notice_key_raised_at ON notice_key (raised_at);

CREATE TABLE notice_recipient (
    workspace text COLLATE "C" NOT NULL REFERENCES workspace (id),
    address   text NOT NULL,
    place     int  NOT NULL,
    PRIMARY KEY (workspace, address)
);

-- Secrets lie under the keyset of spidergate.webhook.keyset-file, bound to id and workspace.
CREATE TABLE webhook (
    id              text COLLATE "C" PRIMARY KEY,
    workspace       text COLLATE "C" NOT NULL REFERENCES workspace (id),
    url             text        NOT NULL,
    -- Empty means all.
    types           text[]      NOT NULL,
    description     text        NOT NULL,
    state           text        NOT NULL,
    disabled_reason text,
    failing_since   timestamptz,
    secret          bytea       NOT NULL,
    previous_secret bytea,
    previous_until  timestamptz,
    created_at      timestamptz NOT NULL
);

CREATE INDEX webhook_of_workspace ON webhook (workspace, id);

-- One notice on its way to one webhook or one address. `attempts` is the number of the last attempt, and what guards the row:
-- who claims it adds one and moves `due_at` to the end of a lease, so that no lock is held meanwhile and a process that ended
-- leaves it due again; who comes back with another number than the row's has been overtaken.
CREATE TABLE notice_delivery (
    id         text COLLATE "C" PRIMARY KEY,
    notice     text COLLATE "C" NOT NULL REFERENCES notice (id) ON DELETE CASCADE,
    webhook    text COLLATE "C" REFERENCES webhook (id) ON DELETE CASCADE,
    mail_to    text,
    state      text        NOT NULL,
    created_at timestamptz NOT NULL,
    due_at     timestamptz NOT NULL,
    attempts   int         NOT NULL DEFAULT 0,
    -- Attempts before it was last asked for again: the plan of retries counts from there.
    plan_from  int         NOT NULL DEFAULT 0,
    CHECK ((webhook IS NULL) <> (mail_to IS NULL))
);

CREATE INDEX notice_delivery_due ON notice_delivery (due_at) WHERE state = 'waiting';
CREATE INDEX notice_delivery_of_notice ON notice_delivery (notice);
CREATE INDEX notice_delivery_of_webhook ON notice_delivery (webhook, id);

-- Without `took_ms` its end is not known.
CREATE TABLE notice_attempt (
    delivery text COLLATE "C" NOT NULL REFERENCES notice_delivery (id) ON DELETE CASCADE,
    number   int         NOT NULL,
    at       timestamptz NOT NULL,
    took_ms  bigint,
    status   int,
    answer   text,
    error    text,
    PRIMARY KEY (delivery, number)
);
