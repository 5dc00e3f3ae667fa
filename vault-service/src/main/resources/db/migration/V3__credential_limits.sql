-- What a credential may be used for, at most, as its owner wants; none where absent.
ALTER TABLE credential
    ADD COLUMN requests_per_minute bigint CHECK (requests_per_minute > 0),
    ADD COLUMN requests_per_day    bigint CHECK (requests_per_day > 0);
