-- What the last probe of a credential has shown, and since when.
ALTER TABLE credential
    ADD COLUMN probed_at     timestamptz,
    ADD COLUMN probe_verdict text,
    ADD COLUMN probe_message text,
    ADD COLUMN probe_since   timestamptz;
