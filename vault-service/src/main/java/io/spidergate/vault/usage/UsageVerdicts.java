package io.spidergate.vault.usage;

import io.spidergate.contracts.routing.UsageReporting;
import io.spidergate.contracts.vault.ProbeResult.Verdict;
import io.spidergate.vault.remote.ProviderCall.Failure;
import io.spidergate.vault.usage.UsageRead.NotTold;

/// From how a call went to what it means for whoever has entered the key. Pure.
final class UsageVerdicts {

    private UsageVerdicts() {}

    static NotTold of(Failure failure) {
        return new NotTold(
                failure == Failure.TOO_LARGE ? Verdict.UNEXPECTED : Verdict.UNREACHABLE,
                "The provider does not tell its usage: %s.".formatted(failure.words()));
    }

    /// @param status not that of success
    static NotTold of(UsageReporting reporting, int status) {
        return switch (status) {
            case 401, 403 ->
                    new NotTold(
                            Verdict.BAD_KEY,
                            "The provider does not tell its usage to this key (HTTP %d). It wants %s."
                                    .formatted(status, wanted(reporting)));
            case 429 ->
                    new NotTold(
                            Verdict.NO_QUOTA,
                            "The provider was asked for its usage too often (HTTP 429). It is asked again later.");
            case 404, 405 ->
                    new NotTold(
                            Verdict.UNEXPECTED,
                            "The provider does not tell its usage at its base URL (HTTP %d). Check the base URL and usage_api."
                                    .formatted(status));
            default ->
                    new NotTold(
                            status >= 500 ? Verdict.UNREACHABLE : Verdict.UNEXPECTED,
                            "The provider does not tell its usage now (HTTP %d)."
                                    .formatted(status));
        };
    }

    static NotTold notUnderstood(String why) {
        return new NotTold(
                Verdict.UNEXPECTED,
                "The provider's usage is not understood, and nothing of it was taken: %s."
                        .formatted(why));
    }

    static NotTold noSuchApi() {
        return new NotTold(
                Verdict.UNEXPECTED,
                "Nothing is known of how this provider tells its usage; its catalogue entry has no usage_api.");
    }

    private static String wanted(UsageReporting reporting) {
        return switch (reporting) {
            case OPENROUTER -> "a management key (openrouter.ai/settings/management-keys)";
            case OPENAI ->
                    "an admin key (platform.openai.com/settings/organization/admin-keys) that may read usage";
            case ANTHROPIC ->
                    "an admin key, which begins with sk-ant-admin (console.anthropic.com/settings/admin-keys)";
        };
    }
}
