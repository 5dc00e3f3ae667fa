-- Which keys of the key-encryption keyset each replica of the vault has, as it says itself every few seconds.
CREATE TABLE keyset_replica (
    replica text        PRIMARY KEY,
    key_ids integer[]   NOT NULL,
    seen_at timestamptz NOT NULL
);

CREATE INDEX credential_wrapping_key ON credential (wrapping_key_id);

-- Absent where it was sealed before this was written down.
ALTER TABLE sealed_keyset ADD COLUMN wrapping_key_id integer;
