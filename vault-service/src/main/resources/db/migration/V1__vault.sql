-- A provider's secret, sealed: see docs/adr/0003-credential-envelope.md.
CREATE TABLE credential (
    id              text        PRIMARY KEY,
    workspace_id    text        NOT NULL,
    provider        text        NOT NULL,
    account         text        NOT NULL,
    label           text        NOT NULL,
    preview         text        NOT NULL,
    enabled         boolean     NOT NULL,
    version         integer     NOT NULL CHECK (version > 0),
    fingerprint     bytea       NOT NULL,
    wrapped_key     bytea       NOT NULL,
    wrapping_key_id integer     NOT NULL,
    ciphertext      bytea       NOT NULL,
    created_at      timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,
    CONSTRAINT credential_held_once UNIQUE (workspace_id, provider, fingerprint)
);

-- Keysets of the vault that lie under the key-encryption keyset; they also show whether it is the right one.
CREATE TABLE sealed_keyset (
    purpose text  PRIMARY KEY,
    keyset  bytea NOT NULL
);

-- hash = SHA-256(hash of the entry before, this entry's fields): a changed or missing entry breaks the chain.
CREATE TABLE audit_entry (
    sequence      bigint      PRIMARY KEY,
    at            timestamptz NOT NULL,
    action        text        NOT NULL,
    credential_id text,
    actor         text        NOT NULL,
    detail        text,
    hash          bytea       NOT NULL
);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only: % of %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME;
END $$;

CREATE TRIGGER audit_entry_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- What Kafka has yet to be told; a row without payload is a tombstone.
CREATE TABLE notice_outbox (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    credential_id text   NOT NULL,
    payload       text
);
