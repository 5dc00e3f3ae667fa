package io.spidergate.gateway.quota;

import io.spidergate.contracts.routing.RateHeader;
import io.spidergate.llm.reset.ResponseHeaders;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call that is counted by its provider, and by the limit that the credential's owner has set.
/// What the provider says of its quota says nothing of the owner's.
public final class LimitedUse implements QuotaUse {

    private final QuotaUse quota;
    private final QuotaUse limit;

    public LimitedUse(QuotaUse quota, QuotaUse limit) {
        this.quota = quota;
        this.limit = limit;
    }

    @Override
    public void told(List<RateHeader> names, ResponseHeaders headers) {
        quota.told(names, headers);
    }

    @Override
    public void served(long tokens, long nanoUsd) {
        quota.served(tokens, nanoUsd);
        limit.served(tokens, nanoUsd);
    }

    @Override
    public void refused(@Nullable Duration hint, boolean longWindow) {
        quota.refused(hint, longWindow);
        limit.failed(0, 0);
    }

    @Override
    public void failed(long tokens, long nanoUsd) {
        quota.failed(tokens, nanoUsd);
        limit.failed(tokens, nanoUsd);
    }

    @Override
    public void unsent() {
        quota.unsent();
        limit.unsent();
    }
}
