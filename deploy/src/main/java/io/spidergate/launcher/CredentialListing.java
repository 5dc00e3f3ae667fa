package io.spidergate.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.spidergate.contracts.routing.CooldownView;
import io.spidergate.contracts.routing.PoolStanding;
import io.spidergate.contracts.routing.PoolView;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.contracts.vault.CredentialSettings;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.ProbeResult.Verdict;
import io.spidergate.contracts.vault.ProbeView;
import io.spidergate.contracts.vault.SignInView;
import io.spidergate.contracts.vault.SpendLimit;
import io.spidergate.launcher.console.Table;
import io.spidergate.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Credentials with how they do: what the vault and the router know of them, together. Pure.
///
/// @param troubles of those that failed lately, by credential
/// @param spent in the period of those whose spending is limited, by quota pool
record CredentialListing(
        List<CredentialView> credentials,
        Map<String, CooldownView> troubles,
        Map<String, Money> spent,
        Instant now) {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    static CredentialListing of(
            List<CredentialView> credentials,
            List<CooldownView> cooldowns,
            List<PoolView> quotas,
            Instant now) {
        return new CredentialListing(
                credentials,
                cooldowns.stream().collect(Collectors.toMap(CooldownView::key, it -> it)),
                quotas.stream()
                        .filter(view -> view.pool().countsMoney())
                        .collect(
                                Collectors.toMap(
                                        view -> view.pool().id(), CredentialListing::spent)),
                now);
    }

    private static Money spent(PoolView view) {
        return Money.ofMicroUsd(
                view.standing().windows().stream()
                        .filter(window -> window.window().unit() == QuotaUnit.MICRO_USD)
                        .mapToLong(PoolStanding.WindowStanding::used)
                        .sum());
    }

    private Money spentWith(CredentialView view) {
        return spent.getOrDefault(QuotaPool.idOf(view.id()), Money.ZERO);
    }

    /// Under which name the router leaves a credential alone.
    static String cooldownOf(String credential) {
        return "credential " + credential;
    }

    String table() {
        Table table =
                new Table(
                        "ID",
                        "PROVIDER",
                        "ACCOUNT",
                        "LABEL",
                        "KEY",
                        "STATE",
                        "FOR",
                        "PRIORITY",
                        "LIMITS",
                        "MODELS",
                        "LAST TEST");
        for (CredentialView view : credentials) {
            CredentialSettings settings = view.settings();
            table.row(
                    view.id().value(),
                    view.provider(),
                    view.account(),
                    view.label(),
                    view.preview(),
                    state(view),
                    whom(view),
                    Integer.toString(settings.priority()),
                    limits(view),
                    models(settings),
                    tested(view.probe()));
        }
        return table.toString();
    }

    private static String whom(CredentialView view) {
        if (view.purpose() == CredentialPurpose.USAGE) {
            return "reading usage";
        }
        return view.settings().shared() ? "all" : view.workspace().value();
    }

    String json() {
        ArrayNode all = JSON.createArrayNode();
        for (CredentialView view : credentials) {
            ObjectNode one = JSON.valueToTree(view);
            one.put("state", state(view));
            all.add(one);
        }
        try {
            return JSON.writeValueAsString(all) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }

    /// Such as `healthy`, or `unhealthy: credential_dead until 2026-11-26T22:10:00Z`.
    String state(CredentialView view) {
        if (!view.enabled()) {
            return "disabled";
        }
        SignInView signIn = view.signIn();
        if (signIn != null && signIn.ended() != null) {
            return "sign in again: " + signIn.ended();
        }
        CooldownView trouble = troubles.get(cooldownOf(view.id().value()));
        if (trouble != null) {
            return trouble.coolingUntil().isAfter(now)
                    ? "unhealthy: %s until %s"
                            .formatted(
                                    trouble.reason(),
                                    trouble.coolingUntil().truncatedTo(ChronoUnit.SECONDS))
                    : "degraded: %s at %s"
                            .formatted(
                                    trouble.reason(),
                                    trouble.lastFailure().truncatedTo(ChronoUnit.SECONDS));
        }
        SpendLimit limit = view.settings().spendLimit();
        return limit != null && spentWith(view).nanoUsd() >= limit.nanoUsd()
                ? "over its spend limit"
                : "healthy";
    }

    private static String tested(@Nullable ProbeView probe) {
        return probe == null
                ? "never"
                : "%s since %s".formatted(word(probe.verdict()), minute(probe.since()));
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static String minute(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES).toString();
    }

    private String limits(CredentialView view) {
        CredentialSettings settings = view.settings();
        List<String> limits = new ArrayList<>();
        if (settings.requestsPerMinute() != null) {
            limits.add(settings.requestsPerMinute() + " a minute");
        }
        if (settings.requestsPerDay() != null) {
            limits.add(settings.requestsPerDay() + " a day");
        }
        SpendLimit spending = settings.spendLimit();
        if (spending != null) {
            limits.add(
                    "%s of %s spent a %s%s"
                            .formatted(
                                    spentWith(view),
                                    Money.ofNanoUsd(spending.nanoUsd()),
                                    spending.period().name().toLowerCase(Locale.ROOT),
                                    spending.action() == SpendLimit.Action.WARN
                                            ? " (only told)"
                                            : ""));
        }
        return limits.isEmpty() ? "none" : String.join(", ", limits);
    }

    private static String models(CredentialSettings settings) {
        String which = settings.models().isEmpty() ? "all" : String.join(",", settings.models());
        return settings.embeddings() ? which : which + ", no embeddings";
    }
}
