package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a provider's own list of models says differently from the catalogue.
///
/// @param readAt when it was asked last
/// @param believedAt when it last gave a list that could be believed; absent before
/// @param trouble why the last answer was not believed; absent where it was
/// @param listed models of the last list that was believed
public record RosterView(
        String provider,
        Instant readAt,
        @Nullable Instant believedAt,
        @Nullable String trouble,
        int listed,
        List<Change> changes) {

    public RosterView {
        changes = List.copyOf(changes);
    }

    /// @param known the catalogue's price; absent where it has none
    /// @param told the list's price; absent where it tells none
    public record Change(
            Kind kind, String model, State state, @Nullable Price known, @Nullable Price told) {}

    /// US dollars for one million tokens.
    public record Price(BigDecimal input, @Nullable BigDecimal cachedInput, BigDecimal output) {}

    public enum Kind {
        /// The catalogue does not have it.
        @JsonProperty("new")
        NEW,
        /// The list does not have it.
        @JsonProperty("missing")
        MISSING,
        @JsonProperty("repriced")
        REPRICED
    }

    public enum State {
        @JsonProperty("proposed")
        PROPOSED,
        @JsonProperty("applied")
        APPLIED,
        @JsonProperty("dismissed")
        DISMISSED
    }
}
