package io.spidergate.contracts.routing;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How to reach a provider.
///
/// @param id lower-case name, such as `groq`
/// @param baseUrl what an endpoint's path is appended to, such as `https://api.groq.com/openai/v1`,
///   without a trailing slash
/// @param simulated answered by the provider simulator; said wherever its answers are shown
/// @param quirks names of deviations from the dialect that a translator must respect, such as
///   `max_completion_tokens`
/// @param rateHeaders where its answers tell how its quota stands
public record ProviderRoute(
        String id,
        String displayName,
        URI baseUrl,
        Dialect dialect,
        AuthScheme auth,
        boolean simulated,
        boolean maySeeTraining,
        @Nullable String termsNote,
        List<String> quirks,
        List<RateHeader> rateHeaders,
        Deadlines deadlines) {

    public ProviderRoute {
        quirks = List.copyOf(quirks);
        // absent in snapshots of earlier versions
        rateHeaders = rateHeaders == null ? List.of() : List.copyOf(rateHeaders);
    }

    /// As it is for one of its models.
    public ProviderRoute of(DeploymentRoute deployment) {
        Dialect spoken = deployment.dialect() == null ? dialect : deployment.dialect();
        boolean training =
                deployment.maySeeTraining() == null ? maySeeTraining : deployment.maySeeTraining();
        return spoken == dialect && training == maySeeTraining
                ? this
                : new ProviderRoute(
                        id,
                        displayName,
                        baseUrl,
                        spoken,
                        auth,
                        simulated,
                        training,
                        termsNote,
                        quirks,
                        rateHeaders,
                        deadlines);
    }
}
