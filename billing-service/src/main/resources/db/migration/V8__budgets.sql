-- By it the days, weeks and months of a workspace's budgets begin.
ALTER TABLE workspace ADD COLUMN zone text NOT NULL DEFAULT 'UTC';

-- Budgets of workspaces, agents and tags. What they have spent stands in `counter`, by period; of a budget that rolls by the
-- hour. Entries that began before `counted_from` are in none of its rows.
CREATE TABLE budget (
    id              text COLLATE "C" PRIMARY KEY,
    workspace       text        NOT NULL REFERENCES workspace (id),
    name            text        NOT NULL,
    scope           text        NOT NULL CHECK (scope IN ('workspace', 'agent', 'tag')),
    scope_value     text        NOT NULL,
    period          text        NOT NULL CHECK (period IN ('day', 'week', 'month')),
    rolling         boolean     NOT NULL,
    limit_nano_usd  bigint      NOT NULL CHECK (limit_nano_usd >= 0),
    soft            boolean     NOT NULL,
    ceiling         boolean     NOT NULL,
    warn_at_percent int[]       NOT NULL,
    counted_from    timestamptz NOT NULL,
    created_at      timestamptz NOT NULL,
    removed_at      timestamptz,
    version         int         NOT NULL,
    CHECK ((scope = 'workspace') = (scope_value = '')),
    CHECK (NOT (soft AND ceiling))
);

CREATE UNIQUE INDEX budget_live_name ON budget (workspace, name) WHERE removed_at IS NULL;

-- Counters and grants are of agent tokens and of budgets.
ALTER TABLE counter RENAME COLUMN token_ref TO subject;
ALTER TABLE allowance_grant RENAME COLUMN token_ref TO subject;

-- A request may count in several budgets, and reserves from each.
ALTER TABLE ledger_entry ALTER COLUMN budget_grant TYPE text[]
    USING CASE WHEN budget_grant IS NULL THEN '{}'::text[] ELSE ARRAY[budget_grant] END;
ALTER TABLE ledger_entry ALTER COLUMN budget_grant SET DEFAULT '{}';
ALTER TABLE ledger_entry ALTER COLUMN budget_grant SET NOT NULL;
ALTER TABLE ledger_entry RENAME COLUMN budget_grant TO budget_grants;
