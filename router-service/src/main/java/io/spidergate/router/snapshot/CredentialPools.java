package io.spidergate.router.snapshot;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.contracts.vault.CredentialNotice;
import io.spidergate.contracts.vault.CredentialSettings;
import io.spidergate.contracts.vault.SpendLimit;
import io.spidergate.money.Money;
import io.spidergate.router.credential.Account;
import io.spidergate.router.credential.Credentials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Where the requests with those credentials are counted that their owners have limited, beside
/// what their providers count. Pure.
final class CredentialPools {

    private CredentialPools() {}

    /// In the order of the deployments, each once.
    static List<QuotaPool> of(List<DeploymentRoute> deployments, Credentials credentials) {
        return deployments.stream()
                .flatMap(deployment -> deployment.credentials().stream())
                .distinct()
                .flatMap(id -> credentials.find(id).stream())
                .filter(credential -> credential.settings().isLimited())
                .map(CredentialPools::pool)
                .toList();
    }

    private static QuotaPool pool(CredentialNotice credential) {
        CredentialId id = credential.id();
        return new QuotaPool(
                QuotaPool.idOf(id),
                credential.provider(),
                Account.of(credential).name(),
                null,
                false,
                windows(credential.settings()));
    }

    private static List<QuotaWindow> windows(CredentialSettings settings) {
        List<QuotaWindow> windows = new ArrayList<>();
        if (settings.requestsPerMinute() != null) {
            windows.add(
                    new QuotaWindow(
                            QuotaUnit.REQUESTS,
                            settings.requestsPerMinute(),
                            Duration.ofMinutes(1).toSeconds(),
                            QuotaReset.ROLLING));
        }
        if (settings.requestsPerDay() != null) {
            windows.add(
                    new QuotaWindow(
                            QuotaUnit.REQUESTS,
                            settings.requestsPerDay(),
                            Duration.ofDays(1).toSeconds(),
                            QuotaReset.UTC_MIDNIGHT));
        }
        SpendLimit spending = settings.spendLimit();
        if (spending != null) {
            windows.add(window(spending));
        }
        return windows;
    }

    /// Where it is only told, all is counted and nothing refused.
    private static QuotaWindow window(SpendLimit limit) {
        long most =
                limit.action() == SpendLimit.Action.WARN
                        ? QuotaWindow.MAX_LIMIT
                        : Money.ofNanoUsd(limit.nanoUsd()).microUsd();
        return switch (limit.period()) {
            case DAY ->
                    new QuotaWindow(
                            QuotaUnit.MICRO_USD,
                            most,
                            Duration.ofDays(1).toSeconds(),
                            QuotaReset.UTC_MIDNIGHT);
            case MONTH ->
                    new QuotaWindow(
                            QuotaUnit.MICRO_USD,
                            most,
                            QuotaWindow.MAX_SECONDS,
                            QuotaReset.CALENDAR_MONTH);
        };
    }
}
