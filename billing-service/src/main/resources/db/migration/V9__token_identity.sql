-- An agent can be recognised by JWTs instead of a secret, or besides it. A token without a secret has an empty hash.
ALTER TABLE agent_token
    ADD COLUMN identity_issuer   text,
    ADD COLUMN identity_audience text,
    ADD COLUMN identity_claims   jsonb,
    ADD CHECK ((identity_issuer IS NULL) = (identity_claims IS NULL)),
    ADD CHECK (identity_issuer IS NOT NULL OR identity_audience IS NULL),
    ADD CHECK (identity_issuer IS NOT NULL OR secret_hash <> '');

-- Of one issuer no two live identities may mean the same JWT: these are looked through before one is added.
CREATE INDEX agent_token_live_issuer ON agent_token (identity_issuer)
    WHERE revoked_at IS NULL AND identity_issuer IS NOT NULL;
