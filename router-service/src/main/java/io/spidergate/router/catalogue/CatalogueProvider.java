package io.spidergate.router.catalogue;

import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Deadlines;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.routing.Quirk;
import io.spidergate.contracts.routing.UsageReporting;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A provider as its file declares it; the record is the file's schema.
///
/// @param dialect the wire protocol; `openai` where absent
/// @param keyEnv environment variables in which people keep a key of this provider
/// @param subscription somebody has paid for all of its models with a plan: a request more costs
///   nothing
/// @param rateHeaders where its answers tell how its quota stands
/// @param usageApi how it tells what an account has used; absent where it does not
/// @param deadlines the suite's where absent
public record CatalogueProvider(
        String id,
        String name,
        URI baseUrl,
        Dialect dialect,
        AuthScheme auth,
        List<String> keyEnv,
        Terms terms,
        boolean subscription,
        @Nullable FreeQuota freeQuota,
        List<Quirk> quirks,
        List<HeaderRule> rateHeaders,
        @Nullable UsageReporting usageApi,
        @Nullable Deadlines deadlines,
        List<CatalogueModel> models) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");

    public CatalogueProvider {
        if (!ID.matcher(Require.text("id", id)).matches()) {
            throw new IllegalArgumentException("id '%s' does not match %s".formatted(id, ID));
        }
        Require.text("name", name);
        requireAddress(Require.present("base_url", baseUrl));
        Require.present("auth", auth);
        Require.present("terms", terms);
        dialect = dialect == null ? Dialect.OPENAI : dialect;
        keyEnv = keyEnv == null ? List.of() : List.copyOf(keyEnv);
        quirks = quirks == null ? List.of() : List.copyOf(quirks);
        rateHeaders = rateHeaders == null ? List.of() : List.copyOf(rateHeaders);
        models = Require.unique("models", Require.present("models", models), CatalogueModel::id);
        requireKnown(freeQuota, models);
        models = subscription ? models.stream().map(CatalogueModel::covered).toList() : models;
    }

    private static void requireKnown(@Nullable FreeQuota quota, List<CatalogueModel> models) {
        if (quota == null) {
            return;
        }
        for (FreeQuota.OfModel own : quota.models()) {
            if (models.stream().noneMatch(model -> model.id().equals(own.model()))) {
                throw new IllegalArgumentException(
                        "free_quota names model '%s', which is not here".formatted(own.model()));
            }
        }
    }

    private static void requireAddress(URI baseUrl) {
        if (baseUrl.getHost() == null || baseUrl.toString().endsWith("/")) {
            throw new IllegalArgumentException(
                    "base_url '%s' must be absolute and without a slash at its end"
                            .formatted(baseUrl));
        }
    }

    CatalogueProvider withoutTraining() {
        return new CatalogueProvider(
                id,
                name,
                baseUrl,
                dialect,
                auth,
                keyEnv,
                new Terms(false, terms.note()),
                subscription,
                freeQuota,
                quirks,
                rateHeaders,
                usageApi,
                deadlines,
                models.stream().map(CatalogueModel::withoutTraining).toList());
    }

    public boolean hasModel(String model) {
        return model(model).isPresent();
    }

    public Optional<CatalogueModel> model(String model) {
        return models.stream().filter(m -> m.id().equals(model)).findFirst();
    }
}
