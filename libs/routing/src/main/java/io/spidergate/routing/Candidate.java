package io.spidergate.routing;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.contracts.routing.QuotaPool;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A deployment that may serve the request, with all that an attempt needs to know of it.
///
/// @param pool where its calls are counted; absent where nobody counts
/// @param credentials in order of preference; empty only where the provider asks for none
/// @param limits where the calls with those of them are counted that their owners have limited
public record Candidate(
        DeploymentRoute deployment,
        ProviderRoute provider,
        @Nullable QuotaPool pool,
        List<CredentialId> credentials,
        Map<CredentialId, QuotaPool> limits) {

    /// Where nobody has set a cap, an answer is taken to be about so long.
    static final int USUAL_OUTPUT_TOKENS = 500;

    public Candidate {
        credentials = List.copyOf(credentials);
        limits = Map.copyOf(limits);
    }

    /// Where the calls with this credential are counted; null where nobody has limited it.
    public @Nullable QuotaPool limitOf(@Nullable CredentialId credential) {
        return credential == null ? null : limits.get(credential);
    }

    /// Whether the limit counts money and nobody knows what a call costs.
    public boolean isUnpricedFor(QuotaPool limit) {
        return deployment.price() == null && !deployment.costsNothing() && limit.countsMoney();
    }

    /// What is set aside of the pool's tokens for a request: of the answer what the provider counts
    /// when it arrives, or what it will about count in the end.
    ///
    /// @param maxOutputTokens 0 where the caller set no limit
    public long quotaTokens(long promptTokens, int maxOutputTokens) {
        int most = maxOutputTokens == 0 ? USUAL_OUTPUT_TOKENS : maxOutputTokens;
        boolean reserved = pool != null && pool.reservesOutput();
        return promptTokens + (reserved ? most : Math.min(most, USUAL_OUTPUT_TOKENS));
    }
}
