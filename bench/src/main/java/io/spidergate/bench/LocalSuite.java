package io.spidergate.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/// The suite as `./spidergate up` starts it, on free ports with data of its own in a folder that a
/// benchmark gives; stopped when closed.
public final class LocalSuite implements AutoCloseable {

    private final Path root;
    private final Path data;
    private final Map<String, String> environment;

    /// @param folder its data goes under it
    /// @param environment of its services, beside the defaults
    public LocalSuite(Path root, Path folder, Map<String, String> environment) {
        this.root = root;
        this.data = folder.resolve("data");
        // Built before the benchmark began; to build now would be measured too.
        this.environment =
                new TreeMap<>(
                        Map.of(
                                "SPIDERGATE_GATEWAY_CAPTURE",
                                "metadata",
                                "SPIDERGATE_BUILD",
                                "never"));
        this.environment.putAll(environment);
    }

    public void up(int gateways) {
        command("up", "--detach", "--ports", "free", "--gateways", Integer.toString(gateways));
        if (gateways().size() != gateways) {
            throw new IllegalStateException("gateways: " + gateways() + ", not " + gateways);
        }
    }

    /// Runs `./spidergate` and returns what it printed.
    public String command(String... arguments) {
        return attempt(arguments).required();
    }

    /// The same, however it ends.
    public CommandLine attempt(String... arguments) {
        List<String> command = new ArrayList<>(List.of("env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add(root.resolve("spidergate").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        return CommandLine.run(root, command);
    }

    public Path data() {
        return data;
    }

    /// As `status` tells them in this moment.
    public List<JsonNode> parts() {
        try {
            JsonNode status = new JsonMapper().readTree(attempt("status", "--json").out());
            return StreamSupport.stream(status.path("parts").spliterator(), false).toList();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("status is no JSON", e);
        }
    }

    public JsonNode part(String name) {
        return parts().stream()
                .filter(part -> part.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no part " + name));
    }

    /// Ports stay as they are for as long as the suite runs.
    public URI address(String part) {
        return address(part(part));
    }

    public List<URI> gateways() {
        return parts().stream()
                .filter(part -> part.path("name").asText().startsWith("gateway"))
                .map(LocalSuite::address)
                .toList();
    }

    private static URI address(JsonNode part) {
        return URI.create("http://127.0.0.1:" + part.path("port").asInt());
    }

    @Override
    public void close() {
        if (Files.exists(data)) {
            attempt("down");
        }
    }
}
