package io.spidergate.contracts.routing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that is left alone after failures, or was so lately.
///
/// @param key what is left alone, such as `provider groq`, `model groq/llama-3.1-8b-instant`,
///   `account groq/work`, `deployment dep_…`, `credential cred_…`; ends it by hand
/// @param coolingUntil no attempt before this instant; in the past where it is only used after what
///   is healthy
/// @param reason the failure class
/// @param failedTries since the last success
/// @param prober the gateway that tries first whether it is over
public record CooldownView(
        String key,
        Instant coolingUntil,
        String reason,
        int failedTries,
        Instant lastFailure,
        @Nullable String prober) {}
