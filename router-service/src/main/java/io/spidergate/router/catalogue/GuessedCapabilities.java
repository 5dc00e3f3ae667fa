package io.spidergate.router.catalogue;

import io.spidergate.contracts.routing.Capability;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a model can do that nobody describes, by its name. What is assumed of it and wrong costs
/// one failed attempt; what is not assumed could never be used.
final class GuessedCapabilities {

    /// What stands in the names of models that speak.
    private static final List<String> SPEAKERS = List.of("tts", "orpheus", "kokoro", "speech");

    /// What stands in the names of models that hear words.
    private static final List<String> HEARERS = List.of("whisper", "transcribe");

    /// What stands in the names of models that make images.
    private static final List<String> IMAGE_MAKERS =
            List.of("image", "dall-e", "flux", "imagen", "stable-diffusion");

    private GuessedCapabilities() {}

    /// A model that makes no words is known by its name alone.
    static Set<Capability> of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
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
