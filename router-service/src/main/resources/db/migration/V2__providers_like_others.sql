-- What a provider behaves as, of the catalogue; and, in the order of its models, which of that one's models each is.
ALTER TABLE provider ADD COLUMN like_provider text;
ALTER TABLE provider ADD COLUMN like_models text[] NOT NULL DEFAULT '{}';
