package io.spidergate.contracts.vault;

import java.util.List;

/// What a cheap real call with a credential has shown.
///
/// @param message what to do about it, for people; never an upstream's words unescaped
/// @param models names that the provider lists, at most 500
/// @param limits of the account, as far as its answers tell them
public record ProbeResult(
        Verdict verdict,
        String message,
        int latencyMs,
        List<String> models,
        List<DiscoveredLimit> limits) {

    public static final int MAX_MODELS = 500;

    public enum Verdict {
        WORKS,
        BAD_KEY,
        NO_QUOTA,
        NO_MONEY,
        UNREACHABLE,
        WRONG_REGION,
        UNEXPECTED
    }

    public ProbeResult {
        models = List.copyOf(models);
        limits = limits == null ? List.of() : List.copyOf(limits);
    }
}
