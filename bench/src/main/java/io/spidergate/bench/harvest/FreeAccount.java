package io.spidergate.bench.harvest;

import io.spidergate.simulator.Manner;
import io.spidergate.simulator.QuotaRule;
import io.spidergate.simulator.QuotaRule.Reset;
import io.spidergate.simulator.QuotaRule.Unit;
import java.time.Duration;
import java.util.List;

/// Where a provider really counts, whatever it publishes. A minute of theirs is ten seconds here, a
/// day is one minute.
///
/// @param credentials all of them have this one quota; each is added as an account of its own
record FreeAccount(
        String provider,
        Manner manner,
        String name,
        List<String> credentials,
        List<QuotaRule> rules) {

    static final String PAID = "hv-paid";

    private static final Duration MINUTE = Duration.ofSeconds(10);
    private static final Duration DAY = Duration.ofSeconds(60);

    static final List<FreeAccount> ALL =
            List.of(
                    groq("a"),
                    groq("b"),
                    // Two people's keys of one account, and nobody says so.
                    new FreeAccount(
                            "hv-openrouter",
                            Manner.OPENROUTER,
                            "shared",
                            List.of("sim-or-one", "sim-or-two"),
                            List.of(rule(MINUTE, 20, Reset.ROLLING), rule(DAY, 60, Reset.CLOCK))),
                    new FreeAccount(
                            "hv-nvidia",
                            Manner.NVIDIA,
                            "nvidia",
                            List.of("sim-nv"),
                            List.of(rule(MINUTE, 25, Reset.ROLLING))),
                    new FreeAccount(
                            "hv-gemini",
                            Manner.GEMINI,
                            "gemini",
                            List.of("sim-ge"),
                            List.of(rule(MINUTE, 5, Reset.ROLLING), rule(DAY, 20, Reset.CLOCK))),
                    new FreeAccount(
                            "hv-mistral",
                            Manner.MISTRAL,
                            "mistral",
                            List.of("sim-mi"),
                            List.of(rule(MINUTE, 10, Reset.CLOCK))));

    /// Its provider says what it gives away, and it is so.
    boolean isPublished() {
        return provider.equals("hv-groq") || provider.equals("hv-gemini");
    }

    private static FreeAccount groq(String name) {
        return new FreeAccount(
                "hv-groq",
                Manner.GROQ,
                "groq-" + name,
                List.of("sim-gr-" + name),
                List.of(rule(MINUTE, 30, Reset.ROLLING), rule(DAY, 120, Reset.REFILLING)));
    }

    private static QuotaRule rule(Duration window, long limit, Reset reset) {
        return new QuotaRule(Unit.REQUESTS, window, limit, null, reset);
    }
}
