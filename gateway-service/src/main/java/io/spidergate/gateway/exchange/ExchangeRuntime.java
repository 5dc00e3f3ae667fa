package io.spidergate.gateway.exchange;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.gateway.allowance.Allowances;
import io.spidergate.gateway.cache.ResponseCache;
import io.spidergate.gateway.credential.CredentialLeases;
import io.spidergate.gateway.journal.RequestJournal;
import io.spidergate.gateway.quota.PoolQuotas;
import io.spidergate.gateway.routing.RoutingTables;
import io.spidergate.gateway.upstream.LocalCooldowns;
import io.spidergate.gateway.upstream.UpstreamClient;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.function.LongSupplier;

/// Everything that exchanges share.
record ExchangeRuntime(
        Vertx vertx,
        RoutingTables tables,
        CredentialLeases leases,
        Allowances allowances,
        RequestJournal journal,
        LocalCooldowns cooldowns,
        PoolQuotas quotas,
        UpstreamClient client,
        RequestConfig config,
        int maxAnswerBytes,
        Capture capture,
        String gatewayId,
        Clock clock,
        LongSupplier nanoTime,
        ResponseCache cache,
        TokenScales scales,
        ExchangeMetrics metrics) {

    Capture captureOf(AgentToken token) {
        return Capture.of(token.capture(), capture);
    }

    Knowledge knowledge() {
        return new Knowledge(cooldowns, quotas, scales);
    }
}
