package io.spidergate.gateway.quota;

import io.spidergate.routing.Quotas.Shortage;

/// Whether a call may be made by its provider's quota.
public sealed interface QuotaDecision {

    record Taken(QuotaUse use) implements QuotaDecision {}

    record Denied(Shortage shortage) implements QuotaDecision {}
}
