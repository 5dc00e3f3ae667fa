CREATE TABLE account (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name            text        NOT NULL UNIQUE,
    role            text        NOT NULL CHECK (role IN ('admin', 'member')),
    -- Absent until an own password is set.
    password_hash   text,
    password_set_at timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now()
);

INSERT INTO account (name, role) VALUES ('admin', 'admin');

CREATE TABLE session (
    secret_hash  bytea       PRIMARY KEY,
    account      bigint      NOT NULL REFERENCES account ON DELETE CASCADE,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL
);

CREATE TABLE login_failure (
    address   text        NOT NULL,
    failed_at timestamptz NOT NULL
);

CREATE INDEX login_failure_by_address ON login_failure (address);
