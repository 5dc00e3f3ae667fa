package io.spidergate.launcher;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.JwtIdentity;
import io.spidergate.contracts.billing.LimitsChange;
import io.spidergate.contracts.billing.NewAgentToken;
import io.spidergate.contracts.billing.TokenChange;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.launcher.console.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What can be said of a token, when it is made and when it is edited.
final class TokenOptions {

    @Option(
            names = "--budget-usd",
            paramLabel = "X",
            description = "US dollars in a calendar month, such as 1.50; none for no limit.")
    private @Nullable String budget;

    @Option(names = "--soft", description = "Warn at the budget instead of refusing.")
    private boolean soft;

    @Option(names = "--hard", description = "Refuse at the budget (default).")
    private boolean hard;

    @Option(names = "--rpm", paramLabel = "N", description = "Requests a minute; 0 for no limit.")
    private @Nullable Long requestsPerMinute;

    @Option(names = "--rpd", paramLabel = "N", description = "Requests a day; 0 for no limit.")
    private @Nullable Long requestsPerDay;

    @Option(
            names = "--tpm",
            paramLabel = "N",
            description = "Tokens of prompts and answers a minute; 0 for no limit.")
    private @Nullable Long tokensPerMinute;

    @Option(
            names = "--tpd",
            paramLabel = "N",
            description = "Tokens of prompts and answers a day; 0 for no limit.")
    private @Nullable Long tokensPerDay;

    @Option(
            names = "--concurrent",
            paramLabel = "N",
            description = "Requests at a time; 0 for no limit.")
    private @Nullable Long concurrentRequests;

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "a,b",
            description = {
                "Only these aliases and models; '*' at the end matches, and alone",
                "means all."
            })
    private @Nullable List<String> models;

    @Option(
            names = "--scopes",
            split = ",",
            paramLabel = "a,b",
            description = "Of gate:chat, gate:models and gate:usage; all by default.")
    private @Nullable Set<String> scopes;

    @Option(
            names = "--spending",
            paramLabel = "S",
            description = {
                "free_only: never spend money; free_first: whatever is free comes",
                "first; paid_ok: in the alias's order (default)."
            })
    private @Nullable String spending;

    @Option(
            names = "--capture",
            paramLabel = "C",
            description = {
                "What traces keep of what is said: full, metadata, none, or gateway for",
                "the gateway's own setting (default)."
            })
    private @Nullable String capture;

    @Option(
            names = "--tags",
            split = ",",
            paramLabel = "a,b",
            description = {
                "At most 16 words to group requests by, such as team:search; an empty",
                "text for none."
            })
    private @Nullable List<String> tags;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = "An instant such as 2027-01-31T00:00:00Z, a span such as 30d, or never.")
    private @Nullable String expires;

    @Mixin private IdentityOptions identity = new IdentityOptions();

    /// @param secret whether it was asked for; null where nothing was said
    NewAgentToken asked(
            String name, @Nullable String workspace, @Nullable Boolean secret, Instant now) {
        if (soft && budget == null) {
            throw new Refusal("--soft needs --budget-usd.");
        }
        TokenChange said = change(null, null, now);
        LimitsChange limits = said.limits() == null ? LimitsChange.NONE : said.limits();
        return new NewAgentToken(
                workspace,
                name,
                said.allowedModels() == null ? List.of() : said.allowedModels(),
                said.spending() == null ? Spending.PAID_OK : said.spending(),
                limits.of(AgentLimits.NONE),
                scopes,
                TokenChange.NEVER.equals(said.expiresAt()) ? null : said.expiresAt(),
                said.capture(),
                said.tags(),
                JwtIdentity.NONE.equals(said.identity()) ? null : said.identity(),
                secret);
    }

    TokenChange change(@Nullable String name, @Nullable Boolean secret, Instant now) {
        if (soft && hard) {
            throw new Refusal("--soft and --hard exclude each other.");
        }
        LimitsChange limits =
                TokenLimits.change(
                        requestsPerMinute,
                        requestsPerDay,
                        tokensPerMinute,
                        tokensPerDay,
                        concurrentRequests,
                        budget,
                        soft || hard ? Boolean.valueOf(soft) : null);
        return new TokenChange(
                name,
                scopes,
                List.of("*").equals(models) ? List.of() : models,
                spending == null ? null : TokenLimits.spending(spending),
                limits.equals(LimitsChange.NONE) ? null : limits,
                null,
                end(now),
                capture == null ? null : TokenLimits.capture(capture),
                List.of("").equals(tags) ? List.of() : tags,
                identity.identity(),
                secret);
    }

    private @Nullable Instant end(Instant now) {
        if (expires == null) {
            return null;
        }
        return expires.equals("never")
                ? TokenChange.NEVER
                : Spans.instant("--expires", expires, now);
    }
}
