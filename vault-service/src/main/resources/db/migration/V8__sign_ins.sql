-- Of a credential that came by signing in: its token is renewed before it ends.
ALTER TABLE credential
    ADD COLUMN token_expires_at timestamptz,
    ADD COLUMN token_refresh_at timestamptz,
    -- Why somebody has to sign in again.
    ADD COLUMN sign_in_ended    text,
    ADD CONSTRAINT token_is_whole CHECK (num_nulls(token_expires_at, token_refresh_at) IN (0, 2));

CREATE INDEX credential_token_refresh ON credential (token_refresh_at)
    WHERE token_refresh_at IS NOT NULL AND sign_in_ended IS NULL;

-- What a provider calls this installation since its first sign-in.
CREATE TABLE sign_in_client (
    provider  text PRIMARY KEY,
    client_id text NOT NULL
);
