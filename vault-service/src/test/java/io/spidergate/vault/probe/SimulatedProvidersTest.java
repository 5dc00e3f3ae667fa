package io.spidergate.vault.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.vault.ProbeResult.Verdict;
import io.spidergate.contracts.vault.RosterEntry;
import io.spidergate.simulator.Manner;
import io.spidergate.simulator.ProviderScript;
import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.SimulatorConfig;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.provider.RouterProviders;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every provider has error bodies of its own; the verdict is the same.
class SimulatedProvidersTest {

    private static ProviderSimulator simulator;

    private final UpstreamCall upstream =
            new UpstreamCall(() -> Duration.ofSeconds(5), new ObjectMapper());

    @BeforeAll
    static void start() {
        simulator = ProviderSimulator.start(new SimulatorConfig(0, scripts(), List.of()));
    }

    private static List<ProviderScript> scripts() {
        return List.of(Manner.values()).stream()
                .map(manner ->
                        new ProviderScript(
                                name(manner),
                                manner,
                                "sk-good-",
                                List.of("model-a", "model-b"),
                                Map.of(),
                                Map.of(),
                                List.of()))
                .toList();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void aGoodKeyWorksAndABadOneDoesNot(Manner manner) throws InterruptedException {
        Observation good = call(manner, "sk-good-1");
        Observation bad = call(manner, "sk-bad-1");

        assertThat(VerdictTable.of(good).verdict()).isEqualTo(Verdict.WORKS);
        assertThat(((Observation.Answered) good).models())
                .extracting(RosterEntry::id)
                .containsExactly("model-a", "model-b");
        assertThat(VerdictTable.of(bad).verdict()).isEqualTo(Verdict.BAD_KEY);
    }

    /// AWS lists its models elsewhere, and takes a key that signs as well as one that is shown.
    @Test
    void bedrockIsAskedAsAwsWantsIt() throws InterruptedException {
        String base = simulator.rootUrl("sim-bedrock").resolve("sim-bedrock").toString();

        Observation shown = bedrock(base, "sk-good-1");
        Observation forged = bedrock(base, "AKIASIMULATED0000000:another");

        assertThat(VerdictTable.of(shown).verdict()).isEqualTo(Verdict.WORKS);
        assertThat(((Observation.Answered) shown).models())
                .extracting(RosterEntry::id)
                .containsExactly("model-a", "model-b");
        assertThat(VerdictTable.of(forged).verdict()).isEqualTo(Verdict.BAD_KEY);
        assertThat(ModelList.of(bedrockAt("https://bedrock-runtime.eu-west-1.amazonaws.com")))
                .hasToString("https://bedrock.eu-west-1.amazonaws.com/foundation-models");
    }

    private Observation bedrock(String base, String key) throws InterruptedException {
        try (Secret secret = Secret.of(key)) {
            return upstream.listModels(bedrockAt(base), secret);
        }
    }

    private static RouterProviders.Address.Known bedrockAt(String base) {
        return new RouterProviders.Address.Known(
                URI.create(base), Dialect.BEDROCK, AuthScheme.AWS, List.of(), null);
    }

    private Observation call(Manner manner, String key) throws InterruptedException {
        try (Secret secret = Secret.of(key)) {
            return upstream.listModels(
                    new RouterProviders.Address.Known(
                            simulator.baseUrl(name(manner)),
                            Dialect.OPENAI,
                            AuthScheme.BEARER,
                            List.of(),
                            null),
                    secret);
        }
    }

    private static String name(Manner manner) {
        return "sim-" + manner.name().toLowerCase(Locale.ROOT);
    }
}
