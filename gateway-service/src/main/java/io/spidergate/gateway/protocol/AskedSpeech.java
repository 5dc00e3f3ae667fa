package io.spidergate.gateway.protocol;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.speech.SpeechRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Words to be said: sound comes back, piece by piece. Only providers of OpenAI's API have a place
/// for it.
record AskedSpeech(SpeechRequest request) implements AskedRequest {

    private static final String ENDPOINT = "/audio/speech";

    @Override
    public String endpoint() {
        return ENDPOINT;
    }

    @Override
    public Capability operation() {
        return Capability.SPEECH;
    }

    @Override
    public String pathAt(ProviderRoute provider, DeploymentRoute deployment) {
        return ENDPOINT;
    }

    @Override
    public String model() {
        return request.model();
    }

    @Override
    public boolean stream() {
        return true;
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public long promptTokens() {
        return request.promptTokens();
    }

    @Override
    public OptionalInt maxTokens() {
        return OptionalInt.empty();
    }

    @Override
    public OptionalInt mostTokens() {
        return OptionalInt.of(request.audioTokens());
    }

    @Override
    public int choices() {
        return 1;
    }

    @Override
    public boolean includeUsage() {
        return false;
    }

    @Override
    public SpidergateOptions options() {
        return request.options();
    }

    @Override
    public Map<String, String> headersFor(ProviderRoute provider) {
        return Map.of("accept", "*/*");
    }

    @Override
    public WrittenRequest bodyFor(ProviderRoute provider, DeploymentRoute deployment) {
        return switch (provider.dialect()) {
            case OPENAI, RESPONSES ->
                    new WrittenRequest.Body(request.bodyFor(deployment.upstreamModel()), List.of());
            case ANTHROPIC, GEMINI ->
                    new WrittenRequest.CannotCarry(
                            "speech", "the provider is not called by OpenAI's API");
        };
    }

    @Override
    public AnswerPath answerFrom(ProviderRoute provider, AnswerTerms terms) {
        return new Sound(request.audioTokens());
    }

    private record Sound(int tokens) implements AnswerPath {

        @Override
        public boolean streams(String mediaType) {
            String lower = mediaType.toLowerCase(Locale.ROOT);
            return lower.startsWith("audio/") || lower.startsWith("application/octet-stream");
        }

        @Override
        public String mediaType(String providers) {
            return providers;
        }

        @Override
        public AnswerStream stream() {
            return new SoundStream(tokens);
        }

        @Override
        public PlainAnswer plain(byte[] body) {
            throw new IllegalStateException("speech is streamed, whatever its length");
        }
    }
}
