package io.spidergate.bench.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spidergate.bench.CommandLine;
import io.spidergate.simulator.Manner;
import io.spidergate.simulator.ProviderScript;
import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.SimulatorConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The whole suite over providers with hidden quotas.
final class HarvestRig implements AutoCloseable {

    private static final List<String> PROVIDERS =
            List.of("hv-groq", "hv-openrouter", "hv-nvidia", "hv-gemini", "hv-mistral", "hv-paid");

    private final Path root;
    private final Path folder;
    private final ProviderSimulator upstream;
    private final List<URI> gateways = new ArrayList<>();
    private String token = "";

    private HarvestRig(Path root) throws IOException {
        this.root = root;
        this.folder = Files.createTempDirectory("spidergate-harvest");
        this.upstream = ProviderSimulator.start(new SimulatorConfig(0, scripts(), List.of()));
    }

    static HarvestRig start(Path root, int gateways) {
        try {
            HarvestRig rig = new HarvestRig(root);
            try {
                rig.start(gateways);
                return rig;
            } catch (IOException | RuntimeException e) {
                rig.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ProviderScript> scripts() {
        Map<String, ProviderScript> scripts = new LinkedHashMap<>();
        for (FreeAccount account : FreeAccount.ALL) {
            ProviderScript known = scripts.get(account.provider());
            Map<String, String> accounts =
                    new HashMap<>(known == null ? Map.of() : known.accounts());
            account.credentials().forEach(key -> accounts.put(key, account.name()));
            scripts.put(
                    account.provider(),
                    new ProviderScript(
                            account.provider(),
                            account.manner(),
                            "sim-",
                            List.of("m"),
                            Map.of(),
                            accounts,
                            account.rules()));
        }
        scripts.put(
                FreeAccount.PAID,
                new ProviderScript(
                        FreeAccount.PAID,
                        Manner.OPENAI,
                        "sim-",
                        List.of("m"),
                        Map.of(),
                        Map.of(),
                        List.of()));
        return List.copyOf(scripts.values());
    }

    private void start(int count) throws IOException {
        Path catalogue = folder.resolve("catalogue");
        Files.createDirectories(catalogue.resolve("providers"));
        Files.writeString(catalogue.resolve("aliases.yaml"), resource("aliases.yaml"));
        for (String provider : PROVIDERS) {
            Files.writeString(
                    catalogue.resolve("providers/" + provider + ".yaml"),
                    resource("providers/" + provider + ".yaml")
                            .replace("${upstream}", "http://127.0.0.1:" + upstream.port()));
        }
        spidergate("up", "--detach", "--ports", "free", "--gateways", Integer.toString(count));
        for (FreeAccount account : FreeAccount.ALL) {
            int number = 1;
            for (String key : account.credentials()) {
                addKey(account.provider(), key, account.name() + "-" + number++);
            }
        }
        addKey(FreeAccount.PAID, "sim-paid", "default");
        token = spidergate("token", "create", "--name", "bench", "--budget-usd", "1000").strip();
        JsonNode status = new JsonMapper().readTree(spidergate("status", "--json"));
        for (JsonNode part : status.path("parts")) {
            if (part.path("name").asText().startsWith("gateway")) {
                gateways.add(
                        URI.create(
                                "http://127.0.0.1:%d/v1/chat/completions"
                                        .formatted(part.path("port").asInt())));
            }
        }
        if (gateways.size() != count) {
            throw new IllegalStateException("gateways: " + gateways + ", not " + count);
        }
    }

    private void addKey(String provider, String key, String account) {
        spidergate("provider", "add", "--name", provider, "--key", key, "--account", account);
    }

    ProviderSimulator upstream() {
        return upstream;
    }

    List<URI> gateways() {
        return List.copyOf(gateways);
    }

    String token() {
        return token;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HarvestRig.class.getResourceAsStream("/harvest/" + name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String spidergate(String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "env",
                                "SPIDERGATE_GATEWAY_CAPTURE=metadata",
                                "SPIDERGATE_CATALOGUE_DIRECTORY=" + folder.resolve("catalogue")));
        command.add(root.resolve("spidergate").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", folder.resolve("data").toString()));
        return CommandLine.run(root, command).required();
    }

    @Override
    public void close() {
        upstream.close();
        if (Files.exists(folder.resolve("data"))) {
            spidergate("down");
        }
    }
}
