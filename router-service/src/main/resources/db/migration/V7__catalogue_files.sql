-- Files of the catalogue that administrators have put by the API: providers by their id, and `aliases`.
CREATE TABLE catalogue_file (
    name       text        PRIMARY KEY,
    content    text        NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
