-- Tokens can be paused, can end by themselves, and keep their former secret for a while after a rotation.
ALTER TABLE agent_token
    ADD COLUMN paused         boolean NOT NULL DEFAULT false,
    ADD COLUMN expires_at     timestamptz,
    ADD COLUMN previous_hash  text,
    ADD COLUMN previous_until timestamptz,
    ADD CHECK ((previous_hash IS NULL) = (previous_until IS NULL));

-- They are listed page by page, oldest first, of all workspaces or of one.
CREATE INDEX agent_token_listed ON agent_token (created_at, token_ref);
CREATE INDEX agent_token_listed_by_workspace ON agent_token (workspace, created_at, token_ref);
