package io.spidergate.gateway.exchange;

import io.spidergate.contracts.routing.AliasDeadlines;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.Deadlines;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.llm.conversation.SpidergateOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a task alias says of how it is served; a model by its own name says nothing.
///
/// @param continuation whether another model may go on with a stream that breaks off
/// @param deadlines absent where the providers' own hold
record AliasTerms(boolean continuation, @Nullable AliasDeadlines deadlines) {

    static final AliasTerms NONE = new AliasTerms(false, null);

    static AliasTerms of(@Nullable AliasRoute alias) {
        return alias == null ? NONE : new AliasTerms(alias.continuation(), alias.deadlines());
    }

    /// How long answers are kept; null where the alias does not say.
    static @Nullable Duration cacheTtl(@Nullable AliasRoute alias) {
        Integer seconds = alias == null ? null : alias.cacheTtlSeconds();
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    /// The caller's own wish before the alias's; null where nobody wants it.
    @Nullable Duration hedgeAfter(SpidergateOptions options) {
        Integer millis = deadlines == null ? null : deadlines.hedgeAfterMs();
        return options.hedgeAfter().orElse(millis == null ? null : Duration.ofMillis(millis));
    }

    Deadlines deadlines(ProviderRoute provider) {
        return deadlines == null ? provider.deadlines() : deadlines.over(provider.deadlines());
    }
}
