package io.spidergate.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.fixtures.JwtIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The suite as `./spidergate up` starts it, on free ports with data of its own; one for all tests,
/// stopped after the last.
final class RunningSuite implements AutoCloseable {

    static final Path ROOT = Path.of(System.getProperty("spidergate.root"));

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ISSUER = "SPIDERGATE_ADMISSION_JWT_ISSUERS__TESTS__";

    private final Path data;
    private final JwtIssuer issuer;
    private final String banner;

    /// As of the last `up`: ports stay, process ids may not.
    private JsonNode started;

    private RunningSuite(Path data) {
        this.data = data;
        this.issuer = JwtIssuer.start();
        this.banner = cli("up", "--detach", "--gateways", "2").succeeded();
        this.started = status();
    }

    static RunningSuite start() {
        try {
            return startAt(Files.createTempDirectory("spidergate-suite"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With what lies in that folder.
    static RunningSuite startAt(Path data) {
        return new RunningSuite(data);
    }

    /// Whose JWTs for the audience `spidergate` the gateways accept.
    JwtIssuer issuer() {
        return issuer;
    }

    /// What `up` printed for the newcomer.
    String banner() {
        return banner;
    }

    Path data() {
        return data;
    }

    Command cli(String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(ROOT.resolve("spidergate").toString());
        line.addAll(List.of(arguments));
        return Command.run(ROOT, environment(), line);
    }

    /// Runs a line of shell as it stands in a page, with the suite's own folder and addresses.
    Command shell(String line) {
        return Command.run(ROOT, environment(), List.of("bash", "-euo", "pipefail", "-c", line));
    }

    /// Settings come from the environment, so that commands stand in tests as they stand in the
    /// manual.
    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("SPIDERGATE_DATA", data.toString());
        environment.put("SPIDERGATE_PORTS", "free");
        environment.put("SPIDERGATE_BUILD", "never");
        environment.put("SPIDERGATE_NOTICE_LEASE", "PT12S");
        environment.put(ISSUER + "URL", issuer.url());
        environment.put(ISSUER + "AUDIENCE", "spidergate");
        environment.put(ISSUER + "JWKS_URL", issuer.jwksUrl().toString());
        environment.put("SPIDERGATE_ADMISSION_JWT_REFRESH_PAUSE", "1s");
        return environment;
    }

    String newToken(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("token", "create", "--name", "agent-" + System.nanoTime()));
        arguments.addAll(List.of(options));
        return cli(arguments.toArray(String[]::new)).succeeded();
    }

    JsonNode status() {
        try {
            return JSON.readTree(cli("status", "--json").out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts what is not running any more.
    void upAgain() {
        cli("up", "--detach", "--gateways", "2").succeeded();
        started = status();
    }

    /// Whether the very process that `up` started still runs.
    boolean isAlive(String name) {
        return ProcessHandle.of(part(started, name).path("pid").asLong())
                .map(ProcessHandle::isAlive)
                .orElse(false);
    }

    /// The token that `up` printed.
    String quickstartToken() {
        return banner.lines()
                .filter(line -> line.contains("Agent token"))
                .map(line -> line.strip().split("\\s+")[2])
                .findFirst()
                .orElseThrow(() -> new AssertionError("no agent token in " + banner));
    }

    long pid(String name) {
        return pids(List.of(name)).getFirst();
    }

    /// In the order of the names, from one look.
    List<Long> pids(List<String> names) {
        JsonNode status = status();
        return names.stream().map(name -> part(status, name).path("pid").asLong()).toList();
    }

    /// As `status` says it: `ready`, `starting`, …
    String state(String name) {
        return part(status(), name).path("state").asText();
    }

    /// Bytes that a part holds.
    long memory(String name) {
        return part(status(), name).path("memory").asLong();
    }

    private static JsonNode part(JsonNode status, String name) {
        return StreamSupport.stream(status.path("parts").spliterator(), false)
                .filter(part -> part.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no part " + name + " in " + status));
    }

    URI uri(String part) {
        return URI.create("http://127.0.0.1:" + part(started, part).path("port").asInt());
    }

    List<URI> gateways() {
        return StreamSupport.stream(started.path("parts").spliterator(), false)
                .filter(part -> part.path("name").asText().startsWith("gateway"))
                .map(part -> URI.create("http://127.0.0.1:" + part.path("port").asInt()))
                .toList();
    }

    URI gateway() {
        return gateways().getFirst();
    }

    InternalApi traces() {
        return internal("traces", ServiceName.TRACES);
    }

    InternalApi billing() {
        return internal("billing", ServiceName.BILLING);
    }

    InternalApi internal(String part, String service) {
        return new InternalApi(uri(part), data.resolve("identity"), ServiceName.OPERATOR, service);
    }

    SimulatorControl simulator() {
        return new SimulatorControl(uri("simulator"));
    }

    @Override
    public void close() {
        cli("down").succeeded();
        issuer.close();
    }

    /// Gives the running suite to tests that ask for it as a parameter.
    static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningSuite.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(RunningSuite.class, key -> start(), RunningSuite.class);
        }
    }
}
