package io.spidergate.bench.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spidergate.bench.CommandLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// What is measured and what it is measured with: static upstream, plain proxy, the whole suite. On
/// two cores and more the measured processes have one for themselves.
final class Rig implements AutoCloseable {

    private static final String MEASURED_CORE = "0";
    private static final String LOWEST = "19";
    private static final String OTHER_CORES = "1-%d";

    private final Path root;
    private final Path folder;
    private final List<Process> started = new ArrayList<>();
    private final StreamServer streams = StreamServer.start();
    private final int upstreamPort = freePort();
    private final int proxyPort = freePort();
    private @Nullable Process proxy;
    private @Nullable JsonNode gateway;
    private String token = "";

    private Rig(Path root) throws IOException {
        this.root = root;
        this.folder = Files.createTempDirectory("spidergate-bench");
    }

    static Rig start(Path root) {
        try {
            Rig rig = new Rig(root);
            try {
                rig.start();
                return rig;
            } catch (IOException | RuntimeException e) {
                rig.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() throws IOException {
        Files.writeString(folder.resolve("plain.json"), Answers.plain());
        // The load generators of this process are no more to disturb what is measured than wrk is.
        pin(ProcessHandle.current().pid(), others());
        pin(nginx("upstream", NginxConfig.upstream(folder, upstreamPort)).pid(), others());
        proxy =
                nginx(
                        "proxy",
                        NginxConfig.proxy(
                                folder,
                                new NginxConfig.Upstreams(upstreamPort, streams.port()),
                                proxyPort));
        pin(proxyPid(), MEASURED_CORE);
        spidergate("up", "--detach", "--ports", "free");
        for (String provider : Workload.PROVIDERS) {
            spidergate(
                    "provider",
                    "add",
                    "--name",
                    provider,
                    "--base-url",
                    "http://127.0.0.1:%d/%s/v1".formatted(upstreamPort(provider), provider),
                    "--key",
                    "sk-bench",
                    "--model",
                    "static",
                    "--paid");
        }
        token = spidergate("token", "create", "--name", "bench", "--budget-usd", "1000000").strip();
        for (JsonNode part : parts()) {
            boolean measured = part.path("name").asText().equals("gateway");
            gateway = measured ? part : gateway;
            long pid = part.path("pid").asLong();
            pin(pid, measured ? MEASURED_CORE : others());
            if (!measured) {
                putLast(pid);
            }
        }
    }

    private List<JsonNode> parts() throws IOException {
        JsonNode status = new JsonMapper().readTree(spidergate("status", "--json"));
        return StreamSupport.stream(status.path("parts").spliterator(), false).toList();
    }

    private Process nginx(String name, String config) throws IOException {
        Path file = folder.resolve(name + ".conf");
        Files.writeString(file, config);
        Process process =
                new ProcessBuilder(
                                "nginx",
                                "-c",
                                file.toString(),
                                "-e",
                                folder.resolve(name + ".err").toString())
                        .inheritIO()
                        .start();
        started.add(process);
        return process;
    }

    private String spidergate(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("env", "SPIDERGATE_GATEWAY_CAPTURE=metadata"));
        command.add(root.resolve("spidergate").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", folder.resolve("data").toString()));
        return CommandLine.run(root, command).required();
    }

    private static void pin(long pid, String cores) {
        if (cores() > 1) {
            CommandLine.run(Path.of("/"), List.of("taskset", "-acp", cores, Long.toString(pid)))
                    .required();
        }
    }

    /// What reads the events has machines of its own elsewhere; here it is to take no more of the
    /// load generator's core than that leaves. Linux shares a core among sessions before it looks
    /// at the processes in them, so both are told.
    private static void putLast(long pid) throws IOException {
        CommandLine.run(Path.of("/"), List.of("chrt", "-a", "-i", "-p", "0", Long.toString(pid)))
                .required();
        Path session = Path.of("/proc", Long.toString(pid), "autogroup");
        if (Files.exists(session)) {
            Files.writeString(session, LOWEST);
        }
    }

    private static String others() {
        return OTHER_CORES.formatted(cores() - 1);
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    Wrk wrk() {
        return new Wrk(folder, cores() > 1 ? List.of("taskset", "-c", others()) : List.of());
    }

    long gatewayPid() {
        return started(gateway).path("pid").asLong();
    }

    long proxyPid() {
        return started(proxy).pid();
    }

    String token() {
        return token;
    }

    URI gateway() {
        return URI.create(
                "http://127.0.0.1:%d/v1/chat/completions"
                        .formatted(started(gateway).path("port").asInt()));
    }

    URI proxy(String provider) {
        return URI.create(
                "http://127.0.0.1:%d/%s/v1/chat/completions".formatted(proxyPort, provider));
    }

    URI upstream(String provider) {
        return URI.create(
                "http://127.0.0.1:%d/%s/v1/chat/completions"
                        .formatted(upstreamPort(provider), provider));
    }

    private int upstreamPort(String provider) {
        return provider.equals("plain") ? upstreamPort : streams.port();
    }

    private static <T> T started(@Nullable T part) {
        return Objects.requireNonNull(part, "the rig has not been started");
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        started.forEach(Process::destroy);
        streams.close();
        if (Files.exists(folder.resolve("data"))) {
            spidergate("down");
        }
    }
}
