package io.spidergate.gateway.protocol;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.embeddings.EmbeddingsAnswer;
import io.spidergate.llm.embeddings.EmbeddingsRequest;
import io.spidergate.llm.images.ImageAnswer;
import io.spidergate.llm.images.ImageRequest;
import io.spidergate.llm.moderations.ModerationAnswer;
import io.spidergate.llm.moderations.ModerationRequest;
import io.spidergate.llm.speech.SpeechRequest;
import io.spidergate.llm.transcriptions.TranscriptionRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/// A request that no model answers in words: only providers of OpenAI's API have a place for it.
///
/// @param mostTokens of one choice, where what comes out is paid for
/// @param choices how many are paid for; none where only what goes in is
/// @param stream whether the answer comes piece by piece
/// @param headers that go with it
/// @param body for a provider, by its name of the model
/// @param answer how it is read
record AskedOfOpenAi(
        String endpoint,
        Capability operation,
        String model,
        Set<Need> needs,
        long promptTokens,
        OptionalInt mostTokens,
        int choices,
        boolean stream,
        Map<String, String> headers,
        SpidergateOptions options,
        Function<String, byte[]> body,
        Function<AnswerTerms, AnswerPath> answer)
        implements AskedRequest {

    /// For what comes as it is at the provider.
    private static final Map<String, String> WHATEVER = Map.of("accept", "*/*");

    static AskedOfOpenAi vectors(EmbeddingsRequest request) {
        return new AskedOfOpenAi(
                "/embeddings",
                Capability.EMBEDDINGS,
                request.model(),
                Set.of(),
                request.promptTokens(),
                OptionalInt.empty(),
                0,
                false,
                Map.of(),
                request.options(),
                request::bodyFor,
                terms ->
                        new DocumentPath(
                                (json, served) -> EmbeddingsAnswer.read(json, request, served),
                                0,
                                terms));
    }

    static AskedOfOpenAi verdicts(ModerationRequest request) {
        return new AskedOfOpenAi(
                "/moderations",
                Capability.MODERATION,
                request.model(),
                request.input().images() ? Set.of(Need.VISION) : Set.of(),
                request.input().tokens(),
                OptionalInt.empty(),
                0,
                false,
                Map.of(),
                request.options(),
                request::bodyFor,
                terms ->
                        new DocumentPath(
                                (json, served) ->
                                        ModerationAnswer.read(
                                                json, request.input().verdicts(), served),
                                0,
                                terms));
    }

    static AskedOfOpenAi images(ImageRequest request) {
        return new AskedOfOpenAi(
                "/images/generations",
                Capability.IMAGE_GENERATION,
                request.model(),
                Set.of(),
                request.promptTokens(),
                OptionalInt.of(request.tokensPerImage()),
                request.count(),
                false,
                Map.of(),
                request.options(),
                request::bodyFor,
                terms ->
                        new DocumentPath(
                                (json, served) -> ImageAnswer.read(json, request.count(), served),
                                (long) request.tokensPerImage() * request.count(),
                                terms));
    }

    static AskedOfOpenAi speech(SpeechRequest request) {
        return new AskedOfOpenAi(
                "/audio/speech",
                Capability.SPEECH,
                request.model(),
                Set.of(),
                request.promptTokens(),
                OptionalInt.of(request.audioTokens()),
                1,
                true,
                WHATEVER,
                request.options(),
                request::bodyFor,
                terms -> new SoundPath(request.audioTokens()));
    }

    static AskedOfOpenAi transcript(TranscriptionRequest request) {
        boolean document = request.form().isDocument();
        Map<String, String> headers = new HashMap<>(document ? Map.of() : WHATEVER);
        headers.put("content-type", TranscriptionRequest.mediaType());
        return new AskedOfOpenAi(
                "/audio/transcriptions",
                Capability.AUDIO_TRANSCRIPTION,
                request.model(),
                Set.of(),
                request.promptTokens(),
                OptionalInt.of(request.mostTokens()),
                1,
                request.stream() || !document,
                headers,
                request.options(),
                request::bodyFor,
                terms -> document ? new TranscriptPath(terms) : new CaptionPath(terms));
    }

    @Override
    public String pathAt(ProviderRoute provider, DeploymentRoute deployment) {
        return endpoint;
    }

    /// No caller can cap what it does not read word by word.
    @Override
    public OptionalInt maxTokens() {
        return OptionalInt.empty();
    }

    /// How long a recording is shows only when it is heard.
    @Override
    public long contextTokens() {
        return operation == Capability.AUDIO_TRANSCRIPTION ? 0 : promptTokens;
    }

    @Override
    public boolean includeUsage() {
        return true;
    }

    @Override
    public WrittenRequest bodyFor(ProviderRoute provider, DeploymentRoute deployment) {
        return switch (provider.dialect()) {
            case OPENAI, RESPONSES ->
                    new WrittenRequest.Body(body.apply(deployment.upstreamModel()), List.of());
            case ANTHROPIC, GEMINI, BEDROCK ->
                    new WrittenRequest.CannotCarry(
                            endpoint.substring(1), "the provider is not called by OpenAI's API");
        };
    }

    @Override
    public Map<String, String> headersFor(ProviderRoute provider) {
        return headers;
    }

    @Override
    public AnswerPath answerFrom(ProviderRoute provider, AnswerTerms terms) {
        return answer.apply(terms);
    }
}
