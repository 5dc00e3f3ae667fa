-- Tokens a minute and a day, and requests at a time.
ALTER TABLE agent_token
    ADD COLUMN tokens_per_minute   bigint,
    ADD COLUMN tokens_per_day      bigint,
    ADD COLUMN concurrent_requests bigint;

-- What requests have used beyond a grant, as its gateway tells; of budgets the ledger tells it.
ALTER TABLE allowance_grant ADD COLUMN overdrawn bigint NOT NULL DEFAULT 0;
