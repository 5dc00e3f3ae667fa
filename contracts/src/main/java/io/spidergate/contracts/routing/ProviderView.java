package io.spidergate.contracts.routing;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A provider as its administrator sees it.
///
/// @param dialect and auth: how it wants to be spoken to
/// @param owner `catalogue` for what a file declares, `api` for what was added at run time; only
///   the latter can be removed
/// @param configured at least one of its deployments can be called
/// @param rateHeaders where its answers tell how its quota stands
/// @param maySeeTraining what is sent may be used for training, as far as is known
/// @param termsNote what its terms mean for who uses it
/// @param usageReporting how it tells what an account has used; absent where it does not, as far as
///   is known
/// @param credentials how many enabled credentials the vault holds for it
public record ProviderView(
        String id,
        String displayName,
        URI baseUrl,
        Dialect dialect,
        AuthScheme auth,
        String owner,
        boolean simulated,
        boolean credentialRequired,
        boolean configured,
        int credentials,
        List<String> models,
        boolean maySeeTraining,
        @Nullable String termsNote,
        List<RateHeader> rateHeaders,
        @Nullable UsageReporting usageReporting) {

    public ProviderView {
        models = List.copyOf(models);
        rateHeaders = rateHeaders == null ? List.of() : List.copyOf(rateHeaders);
    }
}
