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
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// What is measured and what it is measured with: static upstream, plain proxy, the whole suite. On
/// two cores and more the measured processes have one for themselves.
final class Rig implements AutoCloseable {

    /// Before this process has pinned itself: after that it sees no more than the cores it may use.
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private static final String MEASURED_CORE = "0";
    private static final String LOWEST = "19";
    private static final String OTHER_CORES = "1-%d";

    private final Path root;
    private final Path folder;
    private final List<Process> started = new ArrayList<>();
    private final StreamServer streams = StreamServer.start();
    private final int upstreamPort = freePort();
    private final int proxyPort = freePort();
    private final int portkeyPort = freePort();
    private @Nullable Process proxy;
    private @Nullable Process portkey;
    private @Nullable JsonNode gateway;
    private String token = "";

    private Rig(Path root) throws IOException {
        this.root = root;
        this.folder = Files.createTempDirectory("spidergate-bench");
    }

    static Rig start(Path root) {
        for (String tool : List.of("nginx", "wrk", "taskset", "chrt")) {
            if (!isInstalled(tool)) {
                throw new IllegalStateException(
                        "%s is not installed; on Debian: apt-get install nginx-light wrk util-linux"
                                .formatted(tool));
            }
        }
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

    static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private void start() throws IOException {
        Files.writeString(folder.resolve("plain.json"), Answers.plain());
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
        pinParts();
        startPortkey();
        // The load generators of this process are no more to disturb what is measured than wrk is.
        // Not before the suite is up: what it starts would see one core.
        pin(ProcessHandle.current().pid(), others());
    }

    private void pinParts() throws IOException {
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

    private void startPortkey() throws IOException {
        Optional<Portkey> installed = Portkey.installed();
        if (installed.isEmpty()) {
            return;
        }
        Process process =
                new ProcessBuilder(installed.get().command(portkeyPort))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("portkey.log").toFile())
                        .start();
        started.add(process);
        portkey = process;
        pin(process.pid(), MEASURED_CORE);
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
        if (CORES > 1) {
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
        return OTHER_CORES.formatted(CORES - 1);
    }

    Wrk wrk() {
        return new Wrk(folder, CORES > 1 ? List.of("taskset", "-c", others()) : List.of());
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

    Measured gateway(Workload workload, int seconds) {
        return wrk().run(gateway(), workload, token, gatewayPid(), seconds);
    }

    Measured proxy(Workload workload, int seconds) {
        return wrk().run(proxy(workload.provider()), workload, "", proxyPid(), seconds);
    }

    /// Absent where it is not installed.
    Optional<Measured> portkey(Workload workload, int seconds) {
        return Optional.ofNullable(portkey)
                .map(process ->
                        wrk().run(
                                        Portkey.target(portkeyPort),
                                        workload,
                                        Portkey.headers(upstream(workload.provider())),
                                        process.pid(),
                                        seconds));
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
