package io.spidergate.gateway.quota;

import io.spidergate.contracts.routing.RateHeader;
import io.spidergate.llm.reset.ResponseHeaders;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call as its provider's quota counts it. Ends exactly once, by `served`, `refused`, `failed`
/// or `unsent`; later calls do nothing. Safe for use by all threads.
public interface QuotaUse {

    /// Of a deployment whose calls nobody counts.
    QuotaUse UNCOUNTED =
            new QuotaUse() {
                @Override
                public void told(List<RateHeader> names, ResponseHeaders headers) {}

                @Override
                public void served(long tokens, long nanoUsd) {}

                @Override
                public void refused(@Nullable Duration hint, boolean longWindow) {}

                @Override
                public void failed(long tokens, long nanoUsd) {}

                @Override
                public void unsent() {}
            };

    /// The provider serves it, and tells how its quota stands.
    ///
    /// @param names of the headers that do
    void told(List<RateHeader> names, ResponseHeaders headers);

    /// @param tokens of prompt and answer together
    /// @param nanoUsd at list price
    void served(long tokens, long nanoUsd);

    /// For want of quota.
    ///
    /// @param hint of the provider, understood
    /// @param longWindow it is a long window that is used up, by the provider's own words
    void refused(@Nullable Duration hint, boolean longWindow);

    /// For another reason, or cut off: the provider counts it all the same.
    ///
    /// @param tokens as far as they are known
    /// @param nanoUsd as far as it is known
    void failed(long tokens, long nanoUsd);

    /// The provider has never seen it.
    void unsent();
}
