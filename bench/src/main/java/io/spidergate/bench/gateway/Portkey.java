package io.spidergate.bench.gateway;

import io.spidergate.bench.CommandLine;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Portkey's gateway, a peer that is measured beside ours where it is installed: `npm install
/// -g @portkey-ai/gateway`, or `PORTKEY_GATEWAY` tells where its package lies.
record Portkey(Path server) {

    private static final String PACKAGE = "@portkey-ai/gateway";

    static Optional<Portkey> installed() {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("PORTKEY_GATEWAY")).map(Path::of), ofNpm())
                .map(folder -> folder.resolve("build/start-server.js"))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Portkey::new);
    }

    private static Stream<Path> ofNpm() {
        return Rig.isInstalled("npm")
                ? Stream.of(
                        Path.of(
                                CommandLine.run(Path.of("/"), List.of("npm", "root", "-g"))
                                        .required()
                                        .strip(),
                                PACKAGE))
                : Stream.empty();
    }

    List<String> command(int port) {
        return List.of("node", server.toString(), "--headless", "--port=" + port);
    }

    static URI target(int port) {
        return URI.create("http://127.0.0.1:%d/v1/chat/completions".formatted(port));
    }

    /// By which it knows where a request is to go.
    ///
    /// @param upstream the path of chat completions there
    static Map<String, String> headers(URI upstream) {
        String base = upstream.toString().replace("/chat/completions", "");
        return Map.of("x-portkey-provider", "openai", "x-portkey-custom-host", base);
    }
}
