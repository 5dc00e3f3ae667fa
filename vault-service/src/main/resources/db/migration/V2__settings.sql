-- How a credential may be used, as its owner wants. Until now every workspace could use every credential.
ALTER TABLE credential
    ADD COLUMN shared     boolean NOT NULL DEFAULT true,
    ADD COLUMN priority   integer NOT NULL DEFAULT 10 CHECK (priority BETWEEN 0 AND 100),
    ADD COLUMN models     text[]  NOT NULL DEFAULT '{}',
    ADD COLUMN embeddings boolean NOT NULL DEFAULT true,
    ADD COLUMN revision   integer NOT NULL DEFAULT 1 CHECK (revision > 0);

UPDATE credential SET revision = version;

ALTER TABLE credential
    ALTER COLUMN shared DROP DEFAULT,
    ALTER COLUMN priority DROP DEFAULT,
    ALTER COLUMN models DROP DEFAULT,
    ALTER COLUMN embeddings DROP DEFAULT,
    ALTER COLUMN revision DROP DEFAULT;
