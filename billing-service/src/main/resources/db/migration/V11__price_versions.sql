-- By which prices the request was charged, one of each attempt that has one; and what of it the workspace owes the provider
-- itself, by its own credentials.
ALTER TABLE ledger_entry
    ADD COLUMN prices           text[] NOT NULL DEFAULT '{}',
    ADD COLUMN own_key_nano_usd bigint NOT NULL DEFAULT 0;

ALTER TABLE usage_hour ADD COLUMN own_key_nano_usd bigint NOT NULL DEFAULT 0;
