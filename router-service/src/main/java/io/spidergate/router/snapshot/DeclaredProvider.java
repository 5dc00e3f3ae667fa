package io.spidergate.router.snapshot;

import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.Deadlines;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.contracts.routing.Quirk;
import io.spidergate.router.catalogue.Catalogue;
import io.spidergate.router.catalogue.CatalogueModel;
import io.spidergate.router.catalogue.CatalogueProvider;
import io.spidergate.router.catalogue.FreeQuota;
import io.spidergate.router.catalogue.HeaderRule;
import io.spidergate.router.provider.ApiProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A provider wherever it comes from: what a file and what an administrator says, made equal.
///
/// @param freeQuota absent where nobody counts what is free
/// @param homeAccount the account of its deployments while no credential names another
public record DeclaredProvider(
        ProviderRoute route,
        String owner,
        boolean credentialRequired,
        String homeAccount,
        @Nullable FreeQuota freeQuota,
        List<CatalogueModel> models) {

    private static final String DEFAULT_ACCOUNT = "default";

    /// What stands in the names of models that speak.
    private static final List<String> SPEAKERS = List.of("tts", "orpheus", "kokoro", "speech");

    /// What stands in the names of models that hear words.
    private static final List<String> HEARERS = List.of("whisper", "transcribe");

    /// What stands in the names of models that make images.
    private static final List<String> IMAGE_MAKERS =
            List.of("image", "dall-e", "flux", "imagen", "stable-diffusion");

    /// A local server may have to load a model before its first token.
    private static final Deadlines PATIENT = new Deadlines(3_000, 120_000, 60_000, 600_000);

    static DeclaredProvider of(CatalogueProvider provider, String owner, boolean simulated) {
        return new DeclaredProvider(
                new ProviderRoute(
                        provider.id(),
                        provider.name(),
                        provider.baseUrl(),
                        provider.dialect(),
                        provider.auth(),
                        simulated,
                        provider.terms().maySeeTraining(),
                        provider.terms().note(),
                        provider.quirks().stream().map(Quirk::code).toList(),
                        provider.rateHeaders().stream().map(HeaderRule::header).toList(),
                        provider.deadlines() == null ? Deadlines.DEFAULT : provider.deadlines()),
                owner,
                provider.auth() != AuthScheme.NONE,
                DEFAULT_ACCOUNT,
                provider.freeQuota(),
                provider.models());
    }

    static DeclaredProvider of(ApiProvider provider, Catalogue catalogue) {
        CatalogueProvider like =
                provider.like() == null ? null : catalogue.likeness(provider.like()).orElse(null);
        return new DeclaredProvider(
                route(provider, like),
                "api",
                provider.credentialRequired(),
                provider.account(),
                // The free quota of another's account is not this one's.
                null,
                provider.models().stream().map(model -> model(provider, like, model)).toList());
    }

    private static ProviderRoute route(ApiProvider provider, @Nullable CatalogueProvider like) {
        if (like == null) {
            return new ProviderRoute(
                    provider.id(),
                    provider.id(),
                    provider.baseUrl(),
                    Dialect.OPENAI,
                    AuthScheme.BEARER,
                    false,
                    false,
                    null,
                    List.of(),
                    List.of(),
                    PATIENT);
        }
        return new ProviderRoute(
                provider.id(),
                provider.id(),
                provider.baseUrl(),
                like.dialect(),
                like.auth(),
                false,
                like.terms().maySeeTraining(),
                like.terms().note(),
                like.quirks().stream().map(Quirk::code).toList(),
                like.rateHeaders().stream().map(HeaderRule::header).toList(),
                like.deadlines() == null ? Deadlines.DEFAULT : like.deadlines());
    }

    /// As the catalogue knows it, at its price.
    private static CatalogueModel model(
            ApiProvider provider, @Nullable CatalogueProvider like, String name) {
        String known = provider.modelsLike().getOrDefault(name, name);
        return Optional.ofNullable(like)
                .flatMap(it -> it.model(known))
                .map(it -> it.offeredAs(name, provider.free()))
                .orElseGet(() -> model(name, provider.free()));
    }

    /// Nobody says what such a model can do. What is assumed of it and wrong costs one failed
    /// attempt; what is not assumed could never be used.
    private static CatalogueModel model(String id, boolean free) {
        return CatalogueModel.undescribed(id, capabilities(id.toLowerCase(Locale.ROOT)), free);
    }

    /// A model that makes no words is known by its name alone.
    private static Set<Capability> capabilities(String name) {
        if (name.contains("embed")) {
            return EnumSet.of(Capability.EMBEDDINGS);
        }
        if (name.contains("moderation")) {
            return EnumSet.of(Capability.MODERATION, Capability.VISION);
        }
        if (IMAGE_MAKERS.stream().anyMatch(name::contains)) {
            return EnumSet.of(Capability.IMAGE_GENERATION);
        }
        if (HEARERS.stream().anyMatch(name::contains)) {
            return EnumSet.of(Capability.AUDIO_TRANSCRIPTION);
        }
        return SPEAKERS.stream().anyMatch(name::contains)
                ? EnumSet.of(Capability.SPEECH)
                : EnumSet.complementOf(
                        EnumSet.of(
                                Capability.EMBEDDINGS,
                                Capability.MODERATION,
                                Capability.IMAGE_GENERATION,
                                Capability.SPEECH,
                                Capability.AUDIO_TRANSCRIPTION));
    }
}
