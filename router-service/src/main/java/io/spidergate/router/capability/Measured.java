package io.spidergate.router.capability;

import io.spidergate.routing.CapabilityFinding;
import org.jspecify.annotations.Nullable;

/// What was found, and in whose words.
///
/// @param evidence what the provider said when it refused last, made safe; absent where it never
///   did, or where nothing of that request was to be kept
public record Measured(CapabilityFinding finding, @Nullable String evidence) {

    /// A later outcome has been counted in it.
    boolean isNewerThan(@Nullable Measured other) {
        return other == null || finding.heardAt().isAfter(other.finding.heardAt());
    }
}
