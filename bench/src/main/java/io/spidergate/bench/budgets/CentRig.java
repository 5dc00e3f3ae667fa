package io.spidergate.bench.budgets;

import io.spidergate.bench.Callers;
import io.spidergate.bench.LocalSuite;
import io.spidergate.bench.Pause;
import io.spidergate.bench.PlayedCatalogue;
import io.spidergate.simulator.Manner;
import io.spidergate.simulator.ProviderScript;
import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.Scenario;
import io.spidergate.simulator.SimulatorConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The suite over one provider whose every answer costs one cent to the nano-dollar.
final class CentRig implements AutoCloseable {

    static final long CENT = 10_000_000;

    /// As many tokens as make one cent; the provider never has fewer to say.
    private static final String BODY =
            """
            {"model":"bd-cent/m","max_tokens":10,"messages":[{"role":"user","content":"Go on."}]}\
            """;

    private static final String PROVIDER = "bd-cent";
    private static final String TEXT = "one two three four five six seven eight nine ten eleven";
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);

    private final ProviderSimulator upstream;
    private final LocalSuite suite;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private List<URI> gateways = List.of();

    private CentRig(Path root) throws IOException {
        Path folder = Files.createTempDirectory("spidergate-budgets");
        upstream =
                ProviderSimulator.start(
                        new SimulatorConfig(
                                0,
                                List.of(ProviderScript.of(PROVIDER, Manner.OPENAI, "sim-")),
                                List.of()));
        suite =
                new LocalSuite(
                        root,
                        folder,
                        PlayedCatalogue.write(
                                folder, "budgets", List.of(PROVIDER), upstream.port()));
    }

    static CentRig start(Path root, int gateways) {
        try {
            CentRig rig = new CentRig(root);
            try {
                rig.up(gateways);
                return rig;
            } catch (RuntimeException e) {
                rig.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void up(int count) {
        answersAfter(Duration.ZERO);
        suite.up(count);
        suite.command("provider", "add", "--name", PROVIDER, "--key", "sim-cent");
        gateways = suite.gateways();
    }

    void answersAfter(Duration delay) {
        upstream.goOnBy(
                Scenario.of(
                        "{text: \"%s\", headersDelayMs: %d}".formatted(TEXT, delay.toMillis())));
    }

    ProviderSimulator upstream() {
        return upstream;
    }

    LocalSuite suite() {
        return suite;
    }

    /// A fresh token that each of these gateways knows.
    String newToken(String name, List<URI> users, String... limits) {
        String[] command = new String[4 + limits.length];
        System.arraycopy(new String[] {"token", "create", "--name", name}, 0, command, 0, 4);
        System.arraycopy(limits, 0, command, 4, limits.length);
        String token = suite.command(command).strip();
        for (URI gateway : users) {
            Pause.require(gateway + " knows " + name, KNOWN_WITHIN, () -> knows(gateway, token));
        }
        return token;
    }

    /// Whether this gateway serves, and whom.
    boolean knows(URI gateway, String token) {
        HttpRequest request =
                HttpRequest.newBuilder(gateway.resolve("/v1/models"))
                        .timeout(Duration.ofSeconds(2))
                        .header("authorization", "Bearer " + token)
                        .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    List<URI> gateways(int count) {
        return gateways.subList(0, count);
    }

    /// @param expectedToo statuses beside 200 that are no news
    static Callers callers(List<URI> gateways, List<String> tokens, List<Integer> expectedToo) {
        return new Callers(
                gateways.stream().map(gateway -> gateway.resolve(Callers.CHAT)).toList(),
                tokens,
                BODY,
                status -> status == 200 || expectedToo.contains(status));
    }

    @Override
    public void close() {
        http.close();
        upstream.close();
        suite.close();
    }
}
