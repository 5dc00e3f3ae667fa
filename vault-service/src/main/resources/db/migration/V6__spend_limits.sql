-- What may be spent with a credential in a period; none where absent.
ALTER TABLE credential
    ADD COLUMN spend_limit_nano_usd bigint CHECK (spend_limit_nano_usd > 0),
    ADD COLUMN spend_limit_period   text CHECK (spend_limit_period IN ('DAY', 'MONTH')),
    ADD COLUMN spend_limit_action   text CHECK (spend_limit_action IN ('WARN', 'BLOCK')),
    ADD CONSTRAINT spend_limit_is_whole CHECK (
        num_nulls(spend_limit_nano_usd, spend_limit_period, spend_limit_action) IN (0, 3));
