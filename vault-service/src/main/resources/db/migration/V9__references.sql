-- Where the secret is that the vault does not keep; what is sealed is this text then.
ALTER TABLE credential ADD COLUMN reference text;
