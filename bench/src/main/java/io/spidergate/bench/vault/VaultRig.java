package io.spidergate.bench.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spidergate.bench.CommandLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// The suite with simulated providers and a vault full of credentials of a provider that nobody
/// asks.
final class VaultRig implements AutoCloseable {

    private static final String API = "/internal/vault/v1";
    private static final int AT_ONCE = 8;

    private final Path root;
    private final Path data;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private URI vault = URI.create("http://127.0.0.1");
    private URI gateway = vault;
    private String agent = "";
    private String operator = "";

    private VaultRig(Path root, Path data) {
        this.root = root;
        this.data = data;
    }

    static VaultRig start(Path root, int credentials) throws IOException {
        VaultRig rig =
                new VaultRig(root, Files.createTempDirectory("spidergate-vault").resolve("data"));
        try {
            rig.up();
            rig.fill(credentials);
            return rig;
        } catch (IOException | RuntimeException e) {
            rig.close();
            throw e;
        }
    }

    private void up() throws IOException {
        spidergate("up", "--detach", "--ports", "free");
        agent = spidergate("token", "create", "--name", "bench").strip();
        String keys = data.resolve("identity").toString();
        operator =
                run(List.of("identity", "token", "--for", "vault-service", "--keys", keys)).strip();
        JsonNode status = new JsonMapper().readTree(spidergate("status", "--json"));
        for (JsonNode part : status.path("parts")) {
            URI address = URI.create("http://127.0.0.1:" + part.path("port").asInt());
            switch (part.path("name").asText()) {
                case "gateway" -> gateway = address.resolve("/v1/chat/completions");
                case "vault" -> vault = address;
                default -> {}
            }
        }
    }

    private void fill(int count) {
        Semaphore turn = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> added = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String body =
                        "{\"provider\":\"bench\",\"label\":\"%d\",\"secret\":\"sk-bench-%08d\"}"
                                .formatted(i, i);
                turn.acquireUninterruptibly();
                added.add(
                        threads.submit(() -> {
                            try {
                                return call("POST", "/credentials", body);
                            } finally {
                                turn.release();
                            }
                        }));
            }
            for (Future<JsonNode> one : added) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a credential did not go in", e.getCause());
        }
    }

    URI gateway() {
        return gateway;
    }

    String agent() {
        return agent;
    }

    /// A page of the list.
    int list() {
        return call("GET", "/credentials?limit=1000", "").size();
    }

    void rotate() {
        call("POST", "/keyset/rotate", "");
    }

    /// Whether all lie under the key that seals.
    boolean isSettled() {
        JsonNode keyset = call("GET", "/keyset", "");
        for (JsonNode key : keyset.path("keys")) {
            boolean primary = key.path("primary").asBoolean();
            if (primary != key.path("sealing").asBoolean()
                    || (!primary && key.path("credentials").asLong() > 0)) {
                return false;
            }
        }
        return true;
    }

    private JsonNode call(String method, String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(vault.resolve(API + path))
                        .header("Authorization", "Bearer " + operator)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "%s answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
            }
            return new JsonMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String spidergate(String... arguments) {
        List<String> own = new ArrayList<>(List.of(arguments));
        own.addAll(List.of("--data", data.toString()));
        return run(own);
    }

    private String run(List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of("env", "SPIDERGATE_GATEWAY_CAPTURE=metadata"));
        command.add(root.resolve("spidergate").toString());
        command.addAll(arguments);
        return CommandLine.run(root, command).required();
    }

    @Override
    public void close() {
        http.close();
        if (Files.exists(data)) {
            spidergate("down");
        }
    }
}
