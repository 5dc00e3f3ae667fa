package io.spidergate.gateway.admission.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Keys at an address, or at the one that the issuer's discovery document names (OpenID Connect
/// Discovery 1.0, 4.3). Follows no redirect: where keys come from is the operator's word.
final class HttpKeySource implements KeySource {

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long MOST_BYTES = 1 << 20;
    private static final int OK = 200;
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String issuer;
    private final Optional<URI> jwksUrl;
    private final Optional<Path> tokenFile;
    private final HttpClient client;

    HttpKeySource(
            String issuer, Optional<URI> jwksUrl, Optional<Path> tokenFile, HttpClient client) {
        this.issuer = issuer;
        this.jwksUrl = jwksUrl;
        this.tokenFile = tokenFile;
        this.client = client;
    }

    /// Keys over a wire that others can write to would let them in: `http` is for this machine.
    static boolean isSafe(URI address) {
        String host = address.getHost();
        return host != null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && THIS_MACHINE.contains(host)));
    }

    static URI discovery(String issuer) {
        return URI.create(issuer.replaceAll("/+$", "") + DISCOVERY);
    }

    @Override
    public String read() throws IOException, InterruptedException {
        return jwksUrl.isPresent() ? get(jwksUrl.get()) : get(discovered());
    }

    private URI discovered() throws IOException, InterruptedException {
        JsonNode document = JSON.readTree(get(discovery(issuer)));
        if (!issuer.equals(document.path("issuer").asText())) {
            throw new IOException("%s speaks for another issuer".formatted(discovery(issuer)));
        }
        try {
            URI address = URI.create(document.path("jwks_uri").asText());
            if (isSafe(address)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("jwks_uri of %s is no address".formatted(discovery(issuer)), e);
        }
        throw new IOException("jwks_uri of %s must be https".formatted(discovery(issuer)));
    }

    private String get(URI address) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        if (tokenFile.isPresent() && isConfigured(address)) {
            request.header("Authorization", "Bearer " + Files.readString(tokenFile.get()).strip());
        }
        HttpResponse<String> answer = answer(request.build());
        if (answer.statusCode() != OK) {
            throw new IOException("%s answered %d".formatted(address, answer.statusCode()));
        }
        return answer.body();
    }

    /// A discovery document must not send our token elsewhere.
    private boolean isConfigured(URI address) {
        URI configured = jwksUrl.orElseGet(() -> discovery(issuer));
        return configured.getScheme().equals(address.getScheme())
                && configured.getAuthority().equals(address.getAuthority());
    }

    /// The request's own timeout ends with the headers; a body that trickles has none.
    private HttpResponse<String> answer(HttpRequest request)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("%s took longer than %s".formatted(request.uri(), PATIENCE), e);
        } catch (ExecutionException e) {
            throw new IOException(
                    "%s cannot be read: %s".formatted(request.uri(), e.getCause()), e);
        }
    }

    @Override
    public String toString() {
        return jwksUrl.orElseGet(() -> discovery(issuer)).toString();
    }
}
