package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.CooldownView;
import io.spidergate.contracts.routing.PoolStanding;
import io.spidergate.contracts.routing.PoolView;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.contracts.vault.CredentialSettings;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.ProbeResult.Verdict;
import io.spidergate.contracts.vault.ProbeView;
import io.spidergate.contracts.vault.SpendLimit;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialListingTest {

    private static final Instant NOW = Instant.parse("2026-11-26T22:00:00Z");

    @Test
    void saysHowEachDoes() {
        assertThat(stateOf(credential(true))).isEqualTo("healthy");
        assertThat(stateOf(credential(false))).isEqualTo("disabled");
        assertThat(stateOf(credential(true), trouble("credential cred_a", NOW.plusSeconds(60))))
                .isEqualTo("unhealthy: credential_dead until 2026-11-26T22:01:00Z");
        assertThat(stateOf(credential(true), trouble("credential cred_a", NOW)))
                .isEqualTo("degraded: credential_dead at 2026-11-26T21:59:00Z");
        assertThat(stateOf(credential(true), trouble("credential cred_b", NOW.plusSeconds(60))))
                .isEqualTo("healthy");
    }

    @Test
    void showsWhoMayUseItForWhatAndWhatTheLastTestHasShown() {
        assertThat(
                        CredentialListing.of(List.of(credential(true)), List.of(), List.of(), NOW)
                                .table())
                .contains(
                        "gsk_…4f2a",
                        "ws_acme",
                        "20",
                        "30 a minute, 500 a day, $0.00 of $5.00 spent a month (only told)")
                .contains("llama-*, no embeddings", "bad_key since 2026-11-26T20:00:00Z");
    }

    @Test
    void asJsonItIsAllThatIsKnown() {
        assertThat(
                        CredentialListing.of(List.of(credential(true)), List.of(), List.of(), NOW)
                                .json())
                .contains("\"requestsPerMinute\" : 30", "\"state\" : \"healthy\"")
                .contains("\"createdAt\" : \"2026-11-26T22:00:00Z\"");
    }

    @Test
    void tellsWhatIsSpentAndWhenThatIsTooMuch() {
        CredentialListing over =
                CredentialListing.of(
                        List.of(credential(true)), List.of(), List.of(spent(5_000_000)), NOW);
        CredentialListing under =
                CredentialListing.of(
                        List.of(credential(true)), List.of(), List.of(spent(4_999_999)), NOW);

        assertThat(over.state(credential(true))).isEqualTo("over its spend limit");
        assertThat(under.state(credential(true))).isEqualTo("healthy");
        assertThat(over.table()).contains("$5.00 of $5.00 spent a month (only told)");
    }

    private static PoolView spent(long microUsd) {
        QuotaWindow window =
                new QuotaWindow(
                        QuotaUnit.MICRO_USD,
                        QuotaWindow.MAX_LIMIT,
                        QuotaWindow.MAX_SECONDS,
                        QuotaReset.CALENDAR_MONTH);
        return new PoolView(
                new QuotaPool("pool_cred_a", "groq", "default", null, false, List.of(window)),
                new PoolStanding(
                        List.of(
                                new PoolStanding.WindowStanding(
                                        window,
                                        window.limit(),
                                        microUsd,
                                        0,
                                        null,
                                        PoolStanding.LimitSource.PUBLISHED,
                                        null,
                                        1)),
                        null,
                        null,
                        1),
                null);
    }

    private static String stateOf(CredentialView view, CooldownView... cooldowns) {
        return CredentialListing.of(List.of(view), List.of(cooldowns), List.of(), NOW).state(view);
    }

    private static CooldownView trouble(String key, Instant until) {
        return new CooldownView(key, until, "credential_dead", 1, NOW.minusSeconds(60), null);
    }

    private static CredentialView credential(boolean enabled) {
        return new CredentialView(
                new CredentialId("cred_a"),
                new WorkspaceId("ws_acme"),
                "groq",
                "default",
                "ours",
                "gsk_…4f2a",
                enabled,
                new CredentialSettings(
                        false,
                        20,
                        List.of("llama-*"),
                        false,
                        30L,
                        500L,
                        new SpendLimit(
                                5_000_000_000L, SpendLimit.Period.MONTH, SpendLimit.Action.WARN)),
                NOW,
                new ProbeView(Verdict.BAD_KEY, "no", NOW, NOW.minusSeconds(7_200)),
                null,
                null,
                CredentialPurpose.REQUESTS,
                List.of());
    }
}
