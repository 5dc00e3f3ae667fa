package io.spidergate.provider.auth;

import io.spidergate.contracts.routing.AuthScheme;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// Puts a credential where its provider wants it.
public final class ProviderAuth {

    private static final String AUTHORIZATION = "authorization";

    private ProviderAuth() {}

    /// @param call asked for only where a signature covers it
    /// @param header takes the headers by their names in lower case
    public static void put(
            AuthScheme scheme,
            String credential,
            Supplier<OutgoingCall> call,
            BiConsumer<String, String> header) {
        switch (scheme) {
            case BEARER -> header.accept(AUTHORIZATION, "Bearer " + credential);
            case X_API_KEY -> header.accept("x-api-key", credential);
            case X_GOOG_API_KEY -> header.accept("x-goog-api-key", credential);
            case API_KEY -> header.accept("api-key", credential);
            case AWS -> aws(AwsCredential.of(credential), call, header);
            case NONE -> {}
        }
    }

    private static void aws(
            AwsCredential credential,
            Supplier<OutgoingCall> call,
            BiConsumer<String, String> header) {
        switch (credential) {
            case AwsCredential.ApiKey(String key) -> header.accept(AUTHORIZATION, "Bearer " + key);
            case AwsCredential.AccessKey key ->
                    new AwsSignature(Clock.systemUTC()).headers(key, call.get()).forEach(header);
        }
    }
}
