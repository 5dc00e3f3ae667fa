package io.spidergate.gateway.protocol;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.answer.DocumentAnswer;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.embeddings.EmbeddingsAnswer;
import io.spidergate.llm.embeddings.EmbeddingsRequest;
import io.spidergate.llm.images.ImageAnswer;
import io.spidergate.llm.images.ImageRequest;
import io.spidergate.llm.moderations.ModerationAnswer;
import io.spidergate.llm.moderations.ModerationRequest;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A request that no model answers in words: one JSON document comes back, never a stream. Only
/// providers of OpenAI's API have a place for it.
///
/// @param mostTokens of one choice, where what comes out is paid for
/// @param choices how many are paid for; none where only what goes in is
/// @param body for a provider, by its name of the model
/// @param reading of an answer, under the name of the served model
record AskedDocument(
        String endpoint,
        Capability operation,
        String model,
        Set<Need> needs,
        long promptTokens,
        OptionalInt mostTokens,
        int choices,
        SpidergateOptions options,
        Function<String, byte[]> body,
        BiFunction<byte[], String, DocumentAnswer> reading)
        implements AskedRequest {

    static AskedDocument vectors(EmbeddingsRequest request) {
        return new AskedDocument(
                "/embeddings",
                Capability.EMBEDDINGS,
                request.model(),
                Set.of(),
                request.promptTokens(),
                OptionalInt.empty(),
                0,
                request.options(),
                request::bodyFor,
                (answer, served) -> EmbeddingsAnswer.read(answer, request, served));
    }

    static AskedDocument verdicts(ModerationRequest request) {
        return new AskedDocument(
                "/moderations",
                Capability.MODERATION,
                request.model(),
                request.input().images() ? Set.of(Need.VISION) : Set.of(),
                request.input().tokens(),
                OptionalInt.empty(),
                0,
                request.options(),
                request::bodyFor,
                (answer, served) ->
                        ModerationAnswer.read(answer, request.input().verdicts(), served));
    }

    static AskedDocument images(ImageRequest request) {
        return new AskedDocument(
                "/images/generations",
                Capability.IMAGE_GENERATION,
                request.model(),
                Set.of(),
                request.promptTokens(),
                OptionalInt.of(request.tokensPerImage()),
                request.count(),
                request.options(),
                request::bodyFor,
                (answer, served) -> ImageAnswer.read(answer, request.count(), served));
    }

    @Override
    public String pathAt(ProviderRoute provider, DeploymentRoute deployment) {
        return endpoint;
    }

    @Override
    public boolean stream() {
        return false;
    }

    /// No caller can cap what it does not read word by word.
    @Override
    public OptionalInt maxTokens() {
        return OptionalInt.empty();
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
            case ANTHROPIC, GEMINI ->
                    new WrittenRequest.CannotCarry(
                            endpoint.substring(1), "the provider is not called by OpenAI's API");
        };
    }

    @Override
    public Map<String, String> headersFor(ProviderRoute provider) {
        return Map.of();
    }

    @Override
    public AnswerPath answerFrom(ProviderRoute provider, AnswerTerms terms) {
        return new Document(reading, (long) mostTokens.orElse(0) * choices, terms);
    }

    /// @param outputTokens where the provider does not say
    private record Document(
            BiFunction<byte[], String, DocumentAnswer> reading,
            long outputTokens,
            AnswerTerms terms)
            implements AnswerPath {

        @Override
        public AnswerStream stream() {
            throw new IllegalStateException("a document is never streamed");
        }

        @Override
        public PlainAnswer plain(byte[] body) {
            return switch (reading.apply(body, terms.head().model())) {
                case DocumentAnswer.Whole(byte[] json, Usage usage) ->
                        new PlainAnswer.Whole(
                                json, new AnswerTotals(usage, null, outputTokens, ""));
                case DocumentAnswer.Failed(UpstreamError error) ->
                        new PlainAnswer.Unusable(terms.errorReading().apply(error), null);
                case DocumentAnswer.Malformed(String reason) ->
                        new PlainAnswer.Unusable(
                                UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, reason)
                                        .withStatus(200),
                                null);
            };
        }
    }
}
