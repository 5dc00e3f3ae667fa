package io.spidergate.billing.reconciliation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spidergate.contracts.billing.Reconciliation.Account;
import io.spidergate.contracts.billing.Reconciliation.Day;
import io.spidergate.contracts.billing.Reconciliation.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// What the operator sees of it, by provider and account.
@ApplicationScoped
class ReconciliationMeters {

    private static final double NANO = 1e9;

    private final MeterRegistry registry;
    private final Counter failures;
    private final Map<String, AtomicReference<Double>> differences = new ConcurrentHashMap<>();

    ReconciliationMeters(MeterRegistry registry) {
        this.registry = registry;
        this.failures = registry.counter("spidergate.reconciliation.failures");
    }

    void failed() {
        failures.increment();
    }

    /// The latest day that is settled.
    void compared(Account account) {
        account.days().stream()
                .filter(day -> day.state() == State.MATCHES || day.state() == State.DIFFERS)
                .findFirst()
                .ifPresent(day -> difference(account).set(usd(day)));
    }

    private AtomicReference<Double> difference(Account account) {
        return differences.computeIfAbsent(
                account.provider() + "\n" + account.account(),
                _ -> {
                    AtomicReference<Double> value = new AtomicReference<>(0.0);
                    Gauge.builder(
                                    "spidergate.reconciliation.difference.usd",
                                    value,
                                    AtomicReference::get)
                            .tag("provider", account.provider())
                            .tag("account", account.account())
                            .description(
                                    "what the provider reports of the latest settled day, less the ledger")
                            .register(registry);
                    return value;
                });
    }

    private static double usd(Day day) {
        Long difference = day.differenceNanoUsd();
        return difference == null ? 0 : difference / NANO;
    }
}
