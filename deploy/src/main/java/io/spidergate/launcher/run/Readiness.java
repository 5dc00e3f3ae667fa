package io.spidergate.launcher.run;

import io.spidergate.launcher.suite.Endpoint;
import io.spidergate.launcher.suite.Part;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks a part whether it can be used.
final class Readiness {

    private static final int TIMEOUT_MS = 2_000;
    private static final int SHOWN_REASON = 300;

    private Readiness() {}

    /// @param reason why not, as far as the part has said
    record Answer(boolean ready, String reason) {}

    static Answer of(Part part, Endpoint endpoint) {
        return endpoint.managementPort() != 0
                ? health(endpoint.readiness())
                : listens(part, endpoint.port());
    }

    private static Answer listens(Part part, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Endpoint.HOST, port), TIMEOUT_MS);
            return new Answer(true, "");
        } catch (IOException e) {
            return new Answer(false, "%s does not listen on port %d".formatted(part.label(), port));
        }
    }

    private static Answer health(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                return new Answer(true, "");
            }
            try (var body = connection.getErrorStream()) {
                return new Answer(
                        false,
                        body == null
                                ? "it answers " + status
                                : plain(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            return new Answer(false, "it does not answer at " + uri);
        }
    }

    private static String plain(String health) {
        String words =
                Stream.of(health.split("[\\s{}\\[\\]\"]+", -1))
                        .filter(word -> !word.isBlank())
                        .collect(Collectors.joining(" "));
        return words.substring(0, Math.min(SHOWN_REASON, words.length()));
    }
}
