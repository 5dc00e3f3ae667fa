package io.spidergate.gateway.allowance;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.CapturePolicy;
import io.spidergate.contracts.billing.TokenBudget;
import io.spidergate.contracts.billing.TokenLife;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/// Gateways that spend one agent's limits, impatient enough for a test; stopped after it.
abstract class GatewaysOfOneAgent {

    static final Money CENT = Money.ofUsd("0.01");
    static final Duration EXPIRY = Duration.ofSeconds(2);

    final List<GrantedAllowances> gateways = new ArrayList<>();

    @AfterEach
    void stop() {
        gateways.forEach(GrantedAllowances::stop);
    }

    GrantedAllowances gateway(LedgerOwner owner) {
        GrantedAllowances gateway =
                new GrantedAllowances(
                        owner,
                        new Settings(),
                        "gw_" + gateways.size(),
                        Clock.systemUTC(),
                        System::nanoTime);
        gateway.start();
        gateways.add(gateway);
        return gateway;
    }

    static AllowanceDecision takeMore(GrantedAllowances gateway, AgentToken token, Money estimate) {
        return gateway.takeMore(token, estimate).toCompletableFuture().join();
    }

    static AllowanceDecision take(GrantedAllowances gateway, AgentToken token, Money estimate) {
        return take(gateway, token, Estimate.of(estimate));
    }

    static AllowanceDecision take(GrantedAllowances gateway, AgentToken token, Estimate estimate) {
        return gateway.take(token, estimate).toCompletableFuture().join();
    }

    static AgentToken token(AgentLimits limits, int version) {
        return token("abcdefghijkl", limits, version, List.of());
    }

    static AgentToken token(
            String ref, AgentLimits limits, int version, List<TokenBudget> budgets) {
        return new AgentToken(
                ref,
                new AgentId("agt_1"),
                new WorkspaceId("ws_default"),
                "agent",
                "hash",
                Set.of("gate:chat"),
                List.of(),
                Spending.PAID_OK,
                limits,
                false,
                version,
                TokenLife.UNTIL_REVOKED,
                CapturePolicy.GATEWAY,
                List.of(),
                budgets,
                null);
    }

    record Settings() implements AllowanceConfig {

        @Override
        public Duration tick() {
            return Duration.ofMillis(50);
        }

        @Override
        public Duration idle() {
            return Duration.ofMillis(300);
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(3);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofMillis(200);
        }
    }
}
