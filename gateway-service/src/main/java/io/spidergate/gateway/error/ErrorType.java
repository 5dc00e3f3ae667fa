package io.spidergate.gateway.error;

import java.util.Locale;

/// The `type` of an error, as OpenAI clients group errors.
public enum ErrorType {
    INVALID_REQUEST_ERROR,
    AUTHENTICATION_ERROR,
    PERMISSION_ERROR,
    RATE_LIMIT_ERROR,
    BUDGET_ERROR,
    UPSTREAM_ERROR,
    SERVER_ERROR;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
