-- What is known of each quota pool: uses, limits, grants, cooldown. One row, one document: it is read
-- and written whole, under its lock.
CREATE TABLE quota_pool (
    id         text        PRIMARY KEY,
    state      text        NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
