-- Shares of aliases that have ended by themselves, and since when the attempts of the others count.
-- `workspace` is empty where a share is that of all who have none to themselves.
CREATE TABLE share_state (
    alias          text        NOT NULL,
    workspace      text        NOT NULL,
    model          text        NOT NULL,
    rolled_back_at timestamptz,
    since          timestamptz NOT NULL,
    PRIMARY KEY (alias, workspace, model)
);
