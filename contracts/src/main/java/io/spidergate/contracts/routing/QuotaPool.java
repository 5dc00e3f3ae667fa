package io.spidergate.contracts.routing;

import io.spidergate.contracts.id.CredentialId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a provider counts: an account, and there one model or all that share.
///
/// @param model absent where all models of the account share
/// @param reservesOutput the provider counts the most that an answer may have when a request
///   arrives, and gives back what it did not have
/// @param windows as published, each of them holds; what was learnt since is known to the router
///   alone
public record QuotaPool(
        String id,
        String provider,
        String account,
        @Nullable String model,
        boolean reservesOutput,
        List<QuotaWindow> windows) {

    /// Where the requests with a credential are counted that its owner has limited.
    public static String idOf(CredentialId credential) {
        return "pool_" + credential;
    }

    /// Whether one of its windows limits what is spent.
    public boolean countsMoney() {
        for (QuotaWindow window : windows) {
            if (window.unit() == QuotaUnit.MICRO_USD) {
                return true;
            }
        }
        return false;
    }

    public QuotaPool {
        windows = List.copyOf(windows);
    }
}
