package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a quota pool stands.
///
/// @param coolingUntil nothing is granted before this instant; absent while nothing cools it
/// @param reason why it cools, for people
/// @param holders gateways that hold some of it
public record PoolStanding(
        List<WindowStanding> windows,
        @Nullable Instant coolingUntil,
        @Nullable String reason,
        int holders) {

    public PoolStanding {
        windows = List.copyOf(windows);
    }

    /// @param limit that holds now: as published, or as learnt
    /// @param used by the suite, as far as gateways have told, and by others as far as the provider
    ///   has
    /// @param held granted to gateways and not told as used
    /// @param resetsAt when more is free without anybody giving back: of a fixed window its end, of
    ///   others when all of it is whole; absent for what is given once
    /// @param source who says what the limit is
    /// @param learnedAt when; absent for what the catalogue says
    /// @param confidence from 0 to 1
    public record WindowStanding(
            QuotaWindow window,
            long limit,
            long used,
            long held,
            @Nullable Instant resetsAt,
            LimitSource source,
            @Nullable Instant learnedAt,
            double confidence) {}

    /// Who says what a limit is.
    public enum LimitSource {
        /// The catalogue.
        @JsonProperty("published")
        PUBLISHED,
        /// A header of the provider's answers.
        @JsonProperty("headers")
        HEADERS,
        /// Refusals before the limit was reached that was believed until then.
        @JsonProperty("refusals")
        REFUSALS
    }
}
