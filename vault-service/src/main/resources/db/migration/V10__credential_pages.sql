-- Credentials are listed page by page, oldest first.
CREATE INDEX credential_by_age ON credential (created_at, id);
