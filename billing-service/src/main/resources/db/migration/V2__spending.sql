-- What an agent may spend, instead of whether it may spend at all. Every token is told to the gateways
-- again, for they know only the new word.
ALTER TABLE agent_token
    ADD COLUMN spending text NOT NULL DEFAULT 'paid_ok' CHECK (spending IN ('free_only', 'free_first', 'paid_ok'));
UPDATE agent_token SET spending = CASE WHEN free_only THEN 'free_only' ELSE 'paid_ok' END, version = version + 1;
ALTER TABLE agent_token ALTER COLUMN spending DROP DEFAULT;
ALTER TABLE agent_token DROP COLUMN free_only;
