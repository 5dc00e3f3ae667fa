-- The same limit holds for links of invites.
ALTER TABLE login_failure RENAME TO failed_try;
ALTER TABLE failed_try ADD COLUMN door text NOT NULL DEFAULT 'LOGIN';
ALTER TABLE failed_try ALTER COLUMN door DROP DEFAULT;
ALTER INDEX login_failure_by_address RENAME TO failed_try_by_address;
