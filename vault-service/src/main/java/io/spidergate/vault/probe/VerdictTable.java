package io.spidergate.vault.probe;

import io.spidergate.contracts.vault.ProbeResult.Verdict;
import io.spidergate.vault.probe.Observation.Signal;
import io.spidergate.vault.remote.ProviderCall.Failure;

/// From what a call has shown to what it means. The order is the one that resolves every case seen:
/// a machine code in the body before the HTTP status, because providers misuse statuses.
final class VerdictTable {

    private VerdictTable() {}

    /// @param message for people, in the vault's own words
    record Meaning(Verdict verdict, String message) {}

    static Meaning of(Observation observation) {
        return switch (observation) {
            case Observation.Failed(Failure failure) -> ofFailure(failure);
            case Observation.Answered answered when isSuccess(answered.status()) ->
                    ofSuccess(answered);
            case Observation.Answered answered -> ofError(answered);
        };
    }

    /// What a call without content has shown that only a good key gets past the door with, at a
    /// provider that lists its models to anybody.
    ///
    /// @param listed what the list has shown
    static Meaning ofKeyCheck(Observation observation, Meaning listed) {
        if (!(observation instanceof Observation.Answered answered)) {
            return listed;
        }
        Meaning meaning = isSuccess(answered.status()) ? listed : ofError(answered);
        return switch (meaning.verdict()) {
            case BAD_KEY, NO_MONEY, NO_QUOTA, WRONG_REGION -> meaning;
            case WORKS, UNREACHABLE, UNEXPECTED -> listed;
        };
    }

    private static Meaning ofFailure(Failure failure) {
        Verdict verdict = failure == Failure.TOO_LARGE ? Verdict.UNEXPECTED : Verdict.UNREACHABLE;
        return new Meaning(
                verdict,
                "The provider cannot be used: %s. Check its base URL and the network."
                        .formatted(failure.words()));
    }

    private static Meaning ofSuccess(Observation.Answered answered) {
        return answered.listed()
                ? new Meaning(
                        Verdict.WORKS,
                        "The provider answers and lists %s."
                                .formatted(models(answered.models().size())))
                : new Meaning(
                        Verdict.UNEXPECTED,
                        "The provider answers with HTTP %d, but not with a list of models. Check that its base URL is that of an OpenAI-compatible API."
                                .formatted(answered.status()));
    }

    private static Meaning ofError(Observation.Answered answered) {
        int status = answered.status();
        if (answered.signals().contains(Signal.NO_MONEY)) {
            return noMoney(status);
        }
        if (answered.signals().contains(Signal.NO_QUOTA)) {
            return noQuota(status);
        }
        if (answered.signals().contains(Signal.WRONG_REGION)) {
            return wrongRegion(status);
        }
        if (answered.signals().contains(Signal.BAD_KEY)) {
            return badKey(status);
        }
        return ofStatus(status);
    }

    private static Meaning ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> badKey(status);
            case 402 -> noMoney(status);
            case 429 -> noQuota(status);
            case 451 -> wrongRegion(status);
            case 404, 405 ->
                    new Meaning(
                            Verdict.UNEXPECTED,
                            "The provider has no list of models at its base URL (HTTP %d). Check the base URL; it often ends in /v1."
                                    .formatted(status));
            default -> ofOtherStatus(status);
        };
    }

    private static Meaning ofOtherStatus(int status) {
        if (status >= 500) {
            return new Meaning(
                    Verdict.UNREACHABLE,
                    "The provider is not available now (HTTP %d). Try again later."
                            .formatted(status));
        }
        return new Meaning(
                Verdict.UNEXPECTED,
                "The provider answers with HTTP %d, which the test does not understand."
                        .formatted(status));
    }

    private static Meaning badKey(int status) {
        return new Meaning(
                Verdict.BAD_KEY,
                "The provider does not accept the key (HTTP %d). Enter a new one."
                        .formatted(status));
    }

    private static Meaning wrongRegion(int status) {
        return new Meaning(
                Verdict.WRONG_REGION,
                "The provider does not serve the region that the call comes from (HTTP %d). Use another provider, or run the gateways elsewhere."
                        .formatted(status));
    }

    private static Meaning noMoney(int status) {
        return new Meaning(
                Verdict.NO_MONEY,
                "The provider accepts the key, but its account has no money left (HTTP %d). Add credit or raise the spend limit there."
                        .formatted(status));
    }

    private static Meaning noQuota(int status) {
        return new Meaning(
                Verdict.NO_QUOTA,
                "The provider accepts the key, but its quota is used up or the plan has none (HTTP %d). Wait for the reset."
                        .formatted(status));
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private static String models(int count) {
        return count == 1 ? "1 model" : count + " models";
    }
}
