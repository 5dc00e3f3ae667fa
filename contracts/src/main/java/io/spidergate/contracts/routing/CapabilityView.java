package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a model of a provider can do something, and how that is known.
///
/// @param account what was measured on; absent where it was not measured
/// @param able what requests are sent by now
/// @param since when it was measured first, or the day on which the catalogue's word was read;
///   absent where nobody knows
/// @param refusals in a row; 0 but for what was refused
/// @param until not asked for before, where it was refused; in the past where the next request
///   tries again
/// @param evidence what the provider said, made safe; absent where it said nothing that was kept
public record CapabilityView(
        String provider,
        String model,
        @Nullable String account,
        Capability capability,
        boolean able,
        Source source,
        @Nullable Instant since,
        int refusals,
        @Nullable Instant until,
        @Nullable String evidence) {

    public enum Source {
        /// A file or the provider's own list of models says so.
        @JsonProperty("catalogue")
        CATALOGUE,
        /// Nobody describes the model: by its name.
        @JsonProperty("guessed")
        GUESSED,
        /// A request has made use of it, or was refused for it.
        @JsonProperty("measured")
        MEASURED
    }
}
