package io.spidergate.gateway.upstream;

import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.gateway.credential.Secret;
import org.jspecify.annotations.Nullable;

/// One call to make.
///
/// @param path appended to the provider's base URL
/// @param credential absent where the provider asks for none
@SuppressWarnings("ArrayRecordComponent") // never compared
public record UpstreamRequest(
        ProviderRoute provider,
        String path,
        byte[] body,
        @Nullable Secret credential,
        boolean streamed) {}
