package io.spidergate.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.identity.ServiceName;
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

    private final Path data;
    private final String banner;

    /// As of the last `up`: ports stay, process ids may not.
    private JsonNode started;

    private RunningSuite(Path data, String banner) {
        this.data = data;
        this.banner = banner;
        this.started = status();
    }

    static RunningSuite start() {
        try {
            Path data = Files.createTempDirectory("spidergate-suite");
            return startAt(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With what lies in that folder.
    static RunningSuite startAt(Path data) {
        return startAt(data, Map.of());
    }

    /// With settings of its own, by their environment variables.
    static RunningSuite startAt(Path data, Map<String, String> settings) {
        Map<String, String> environment = environment(data);
        environment.putAll(settings);
        String banner =
                Command.run(
                                ROOT,
                                environment,
                                List.of(
                                        ROOT.resolve("spidergate").toString(),
                                        "up",
                                        "--detach",
                                        "--gateways",
                                        "2"))
                        .succeeded();
        return new RunningSuite(data, banner);
    }

    /// What `up` printed for the newcomer.
    String banner() {
        return banner;
    }

    Path data() {
        return data;
    }

    Command cli(String... arguments) {
        return cli(data, arguments);
    }

    /// Runs a line of shell as it stands in a page, with the suite's own folder and addresses.
    Command shell(String line) {
        return Command.run(
                ROOT, environment(data), List.of("bash", "-euo", "pipefail", "-c", line));
    }

    private static Command cli(Path data, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(ROOT.resolve("spidergate").toString());
        line.addAll(List.of(arguments));
        return Command.run(ROOT, environment(data), line);
    }

    /// Settings come from the environment, so that commands stand in tests as they stand in the
    /// manual.
    private static Map<String, String> environment(Path data) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("SPIDERGATE_DATA", data.toString());
        environment.put("SPIDERGATE_PORTS", "free");
        environment.put("SPIDERGATE_BUILD", "never");
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
