-- Asks somebody to bring a key; its link is signed and not kept.
CREATE TABLE invite (
    id            text        PRIMARY KEY,
    workspace_id  text        NOT NULL,
    provider      text        NOT NULL,
    account       text        NOT NULL,
    label         text        NOT NULL,
    settings      jsonb       NOT NULL,
    email         text,
    message       text,
    created_by    text        NOT NULL,
    created_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    revoked_at    timestamptz,
    -- What was brought by it; stays when the credential is removed.
    credential_id text,
    used_at       timestamptz,
    CONSTRAINT invite_is_used_with_a_credential CHECK (num_nulls(credential_id, used_at) IN (0, 2))
);
CREATE INDEX invite_by_age ON invite (created_at DESC);
