-- Providers that administrators add at run time; those of the catalogue are files.
CREATE TABLE provider (
    id                  text        PRIMARY KEY,
    base_url            text        NOT NULL,
    credential_required boolean     NOT NULL,
    free                boolean     NOT NULL,
    account             text        NOT NULL,
    models              text[]      NOT NULL,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now()
);

-- One row: the version of the snapshot that was published last, and what it said. Replicas that come
-- to the same content agree here on one version.
CREATE TABLE publication (
    only_row     boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    version      bigint      NOT NULL,
    content_hash text        NOT NULL,
    published_at timestamptz NOT NULL
);
