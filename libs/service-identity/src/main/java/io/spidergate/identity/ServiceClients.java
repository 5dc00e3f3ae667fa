package io.spidergate.identity;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/// Builds typed clients of other services that present this service's token on each call.
@ApplicationScoped
public class ServiceClients {

    private static final long CONNECT_TIMEOUT_MS = 2_000;
    private static final long READ_TIMEOUT_MS = 15_000;

    private final ServiceTokens tokens;

    ServiceClients(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    /// @param audience name of the service behind `baseUri`, of {@link
    ///   io.spidergate.contracts.identity.ServiceName}
    public <T> T client(Class<T> api, URI baseUri, String audience) {
        ClientRequestFilter authorization =
                request ->
                        request.getHeaders()
                                .putSingle(
                                        HttpHeaders.AUTHORIZATION,
                                        "Bearer " + tokens.tokenFor(audience));
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(baseUri)
                .connectTimeout(CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .readTimeout(READ_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .register(authorization)
                .build(api);
    }
}
