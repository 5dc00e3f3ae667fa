-- What a token's requests leave in traces, and the words that they are grouped by.
ALTER TABLE agent_token
    ADD COLUMN capture text   NOT NULL DEFAULT 'gateway' CHECK (capture IN ('gateway', 'full', 'metadata', 'none')),
    ADD COLUMN tags    text[] NOT NULL DEFAULT '{}';

-- As the token's were when the request was made.
ALTER TABLE ledger_entry ADD COLUMN tags text[] NOT NULL DEFAULT '{}';
