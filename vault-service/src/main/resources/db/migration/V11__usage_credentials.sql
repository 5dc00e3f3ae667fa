-- Some are not sent with requests: the provider is asked with them what its account has used, of which parts.
ALTER TABLE credential
    ADD COLUMN purpose  text   NOT NULL DEFAULT 'REQUESTS' CHECK (purpose IN ('REQUESTS', 'USAGE')),
    ADD COLUMN usage_of text[] NOT NULL DEFAULT '{}';
