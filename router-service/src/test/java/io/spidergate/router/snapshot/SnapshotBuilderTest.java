package io.spidergate.router.snapshot;

import static io.spidergate.router.snapshot.Facts.ALIASES;
import static io.spidergate.router.snapshot.Facts.CATALOGUE;
import static io.spidergate.router.snapshot.Facts.NOW;
import static io.spidergate.router.snapshot.Facts.NO_LISTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.contracts.vault.CredentialNotice;
import io.spidergate.money.TokenPrice;
import io.spidergate.router.credential.Credentials;
import io.spidergate.router.health.HealthReport;
import io.spidergate.router.provider.ApiProvider;
import io.spidergate.routing.Candidate;
import io.spidergate.routing.Cooldowns;
import io.spidergate.routing.Exclusion;
import io.spidergate.routing.Plan;
import io.spidergate.routing.PlanRequest;
import io.spidergate.routing.Planner;
import io.spidergate.routing.Quotas;
import io.spidergate.routing.RoutingTable;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotBuilderTest {

    private static final ApiProvider LOCAL =
            new ApiProvider(
                    "local",
                    URI.create("http://127.0.0.1:11434/v1"),
                    false,
                    true,
                    "default",
                    List.of("Qwen3"),
                    null,
                    Map.of());

    @Test
    void withoutARealKeyTheFirstCodingRequestFailsOverVisibly() {
        assertThat(candidates(snapshot(simulatorsKeys()), "spideriq/coding"))
                .startsWith("sim-drowsy/drowsy-120b", "sim-steady/steady-70b");
    }

    @Test
    void everyAliasCanServeWithoutARealKey() {
        RoutingTable table = RoutingTable.compile(snapshot(simulatorsKeys()));

        assertThat(table.aliases())
                .allMatch(alias -> plan(table, alias.name()) instanceof Plan.Chain);
    }

    @Test
    void theSimulatorStepsBackForOneEnabledCredential() {
        assertThat(simulated(snapshot(simulatorsKeys()))).hasSize(4);
        assertThat(simulated(snapshot(simulatorsKeys().with(notice("groq", true))))).isEmpty();
        assertThat(simulated(snapshot(credentials("groq", false)))).hasSize(4);
    }

    @Test
    void theSimulatorStepsBackForOneProviderThatWasAdded() {
        assertThat(simulated(snapshot(Credentials.NONE, LOCAL))).isEmpty();
    }

    @Test
    void aPlanExplainsWhichKeyIsMissing() {
        RoutingTable table = RoutingTable.compile(snapshot(credentials("groq", true)));
        Plan.Chain chain = (Plan.Chain) plan(table, "spideriq/coding");

        assertThat(chain.candidates().getFirst().deployment().id().value())
                .isEqualTo("dep_groq:work:openai/gpt-oss-120b");
        assertThat(chain.exclusions())
                .filteredOn(e -> e.deployment().provider().equals("cerebras"))
                .extracting(Exclusion::detail)
                .containsExactly("no enabled credential for account default of cerebras");
    }

    @Test
    void aProviderThatWasAddedServesAliasesToo() {
        assertThat(candidates(snapshot(Credentials.NONE, LOCAL), "spideriq/coding"))
                .containsExactly("local/Qwen3");
        assertThat(candidates(snapshot(Credentials.NONE, LOCAL), "agent/vision"))
                .containsExactly("local/Qwen3");
    }

    @Test
    void aProviderLikeAnotherSpeaksAndCostsAsThatOne() {
        ApiProvider ours =
                new ApiProvider(
                        "ours",
                        URI.create("https://ours.openai.azure.com/openai/v1"),
                        true,
                        false,
                        "default",
                        List.of("prod-chat", "gpt-4.1-mini", "unknown"),
                        "azure",
                        Map.of("prod-chat", "gpt-6-sol"));
        RoutingSnapshot snapshot = snapshot(credentials("ours", true), ours);

        ProviderRoute route =
                snapshot.providers().stream()
                        .filter(it -> it.id().equals("ours"))
                        .findFirst()
                        .orElseThrow();
        assertThat(route.auth()).isEqualTo(AuthScheme.API_KEY);
        assertThat(route.quirks()).contains("max_completion_tokens");
        DeploymentRoute chat = deployment(snapshot, "prod-chat");
        assertThat(chat.contextWindow()).isEqualTo(1_050_000);
        assertThat(chat.price())
                .isEqualTo(
                        usdPerMillion("2", "0.2", "10")
                                .above(272_000, usdPerMillion("4", "0.4", "15")));
        assertThat(chat.dialect()).isEqualTo(Dialect.RESPONSES);
        assertThat(deployment(snapshot, "gpt-4.1-mini").price())
                .isEqualTo(usdPerMillion("0.4", "0.1", "1.6"));
        assertThat(deployment(snapshot, "unknown").price()).as("unpriced is not free").isNull();
    }

    @Test
    void aTierForAnythingTakesInNothingSpecial() {
        RoutingSnapshot snapshot = snapshot(credentials("nvidia", true));
        String guard = "dep_nvidia:work:meta/llama-guard-4-12b";

        assertThat(snapshot.deployments()).anyMatch(it -> it.id().value().equals(guard));
        assertThat(snapshot.models())
                .anyMatch(it -> it.id().equals("nvidia/meta/llama-guard-4-12b"));
        assertThat(
                        snapshot.aliases().stream()
                                .filter(it -> it.name().equals("spideriq/free"))
                                .findFirst()
                                .orElseThrow()
                                .tiers())
                .isNotEmpty()
                .allSatisfy(tier -> assertThat(tier).noneMatch(it -> it.value().equals(guard)));
    }

    @Test
    void thePriceIsThatOfTheDay() {
        String argon = "dep_gemini:work:gemini-4-argon";

        assertThat(priceOf(argon, "2026-11-30")).isEqualTo(usdPerMillion("2", "0.1", "10"));
        assertThat(priceOf(argon, "2026-12-01")).isEqualTo(usdPerMillion("4", "0.2", "20"));
        assertThat(facts("2026-11-26").pricesValidUntil()).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(facts("2026-12-01").pricesValidUntil()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(facts("2027-01-01").pricesValidUntil()).isEqualTo(Instant.MAX);
    }

    private static TokenPrice priceOf(String deployment, String day) {
        return SnapshotBuilder.build(facts(day), 1, NOW).deployments().stream()
                .filter(it -> it.id().value().equals(deployment))
                .findFirst()
                .orElseThrow()
                .price();
    }

    private static RoutingFacts facts(String day) {
        return new RoutingFacts(
                CATALOGUE,
                ALIASES,
                List.of(),
                credentials("gemini", true),
                HealthReport.ALL_WELL,
                NO_LISTS,
                Map.of(),
                LocalDate.parse(day));
    }

    private static DeploymentRoute deployment(RoutingSnapshot snapshot, String model) {
        return snapshot.deployments().stream()
                .filter(it -> it.provider().equals("ours") && it.upstreamModel().equals(model))
                .findFirst()
                .orElseThrow();
    }

    private static TokenPrice usdPerMillion(String input, String cached, String output) {
        return TokenPrice.ofUsdPerMillion(
                new BigDecimal(input), new BigDecimal(cached), new BigDecimal(output));
    }

    @Test
    void agentsFallThroughToTheChainOfChat() {
        assertThat(candidates(snapshot(credentials("deepseek", true)), "agent/fast"))
                .startsWith("deepseek/deepseek-v4-pro");
    }

    @Test
    void aModelIsKnownByItsPinnedItsOwnAndItsBareName() {
        RoutingTable table =
                RoutingTable.compile(
                        snapshot(credentials("groq", true).with(notice("cerebras", true)), LOCAL));

        assertThat(candidates(table, "groq/openai/gpt-oss-120b"))
                .containsExactly("groq/openai/gpt-oss-120b");
        assertThat(candidates(table, "gpt-oss-120b"))
                .contains("groq/openai/gpt-oss-120b", "cerebras/gpt-oss-120b");
        assertThat(candidates(table, "Qwen3")).containsExactly("local/Qwen3");
        assertThat(candidates(table, "qwen3")).containsExactly("local/Qwen3");
    }

    @Test
    void aNameThatPinsWinsOverAHostsOwnName() {
        RoutingTable table = RoutingTable.compile(snapshot(Credentials.NONE));

        assertThat(table.model("openai/gpt-4o-mini").deployments())
                .extracting(Object::toString)
                .containsExactly("dep_openai:default:gpt-4o-mini");
    }

    @Test
    void eachAccountWithCredentialsHasItsOwnDeployments() {
        Credentials two =
                credentials("groq", true)
                        .with(
                                new CredentialNotice(
                                        new CredentialId("cred_b"),
                                        "groq",
                                        "home",
                                        true,
                                        1,
                                        NOW,
                                        1,
                                        null,
                                        null));

        assertThat(snapshot(two).deployments())
                .filteredOn(d -> d.upstreamModel().equals("llama-3.1-8b-instant"))
                .extracting(d -> d.id().value())
                .containsExactly(
                        "dep_groq:home:llama-3.1-8b-instant", "dep_groq:work:llama-3.1-8b-instant");
    }

    @Test
    void equalFactsGiveEqualSnapshots() {
        assertThat(snapshot(credentials("groq", true), LOCAL))
                .isEqualTo(snapshot(credentials("groq", true), LOCAL));
    }

    private static List<String> candidates(RoutingSnapshot snapshot, String model) {
        return candidates(RoutingTable.compile(snapshot), model);
    }

    private static List<String> candidates(RoutingTable table, String model) {
        return ((Plan.Chain) plan(table, model))
                .candidates().stream()
                        .map(Candidate::deployment)
                        .map(d -> d.provider() + "/" + d.upstreamModel())
                        .toList();
    }

    private static Plan plan(RoutingTable table, String model) {
        return Planner.plan(
                table,
                new PlanRequest(
                        WorkspaceId.DEFAULT,
                        model,
                        Set.of(operation(model)),
                        100,
                        100,
                        Spending.PAID_OK,
                        List.of()),
                Cooldowns.NONE,
                Quotas.UNCOUNTED,
                NOW);
    }

    private static Capability operation(String alias) {
        if (alias.equals("agent/moderation")) {
            return Capability.MODERATION;
        }
        return alias.startsWith("agent/embed") ? Capability.EMBEDDINGS : Capability.CHAT;
    }

    private static Credentials simulatorsKeys() {
        Credentials keys = Credentials.NONE;
        for (String provider : List.of("sim-swift", "sim-steady", "sim-deluxe", "sim-drowsy")) {
            keys = keys.with(notice(provider, true));
        }
        return keys;
    }

    private static List<ProviderRoute> simulated(RoutingSnapshot snapshot) {
        return snapshot.providers().stream().filter(ProviderRoute::simulated).toList();
    }

    private static RoutingSnapshot snapshot(Credentials credentials, ApiProvider... added) {
        return SnapshotBuilder.build(Facts.of(credentials, added), 1, NOW);
    }

    private static Credentials credentials(String provider, boolean enabled) {
        return Credentials.NONE.with(notice(provider, enabled));
    }

    private static CredentialNotice notice(String provider, boolean enabled) {
        return new CredentialNotice(
                new CredentialId("cred_" + provider),
                provider,
                "work",
                enabled,
                1,
                NOW,
                1,
                null,
                null);
    }
}
