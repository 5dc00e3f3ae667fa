package io.spidergate.gateway.upstream;

import io.spidergate.contracts.routing.Deadlines;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.gateway.credential.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call to make.
///
/// @param path appended to the provider's base URL
/// @param deadlines the provider's, or those of the task
/// @param headers beside those that every call has
/// @param credential absent where the provider asks for none
@SuppressWarnings("ArrayRecordComponent") // never compared
public record UpstreamRequest(
        ProviderRoute provider,
        String path,
        Deadlines deadlines,
        byte[] body,
        Map<String, String> headers,
        @Nullable Secret credential,
        boolean streamed) {}
