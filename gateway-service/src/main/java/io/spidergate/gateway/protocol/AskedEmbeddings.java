package io.spidergate.gateway.protocol;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.embeddings.EmbeddingsAnswer;
import io.spidergate.llm.embeddings.EmbeddingsRequest;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request for vectors. Only providers of OpenAI's API have a place for it.
public record AskedEmbeddings(EmbeddingsRequest request) implements AskedRequest {

    static final String ENDPOINT = "/embeddings";

    @Override
    public String endpoint() {
        return ENDPOINT;
    }

    @Override
    public Capability operation() {
        return Capability.EMBEDDINGS;
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
        return false;
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public long promptTokens() {
        return request.promptTokens();
    }

    /// Vectors are paid by what goes in.
    @Override
    public OptionalInt maxTokens() {
        return OptionalInt.empty();
    }

    @Override
    public int choices() {
        return 0;
    }

    @Override
    public boolean includeUsage() {
        return true;
    }

    @Override
    public SpidergateOptions options() {
        return request.options();
    }

    @Override
    public WrittenRequest bodyFor(ProviderRoute provider, DeploymentRoute deployment) {
        return switch (provider.dialect()) {
            case OPENAI, RESPONSES ->
                    new WrittenRequest.Body(request.bodyFor(deployment.upstreamModel()), List.of());
            case ANTHROPIC, GEMINI ->
                    new WrittenRequest.CannotCarry(
                            "embeddings", "the provider is not called by OpenAI's API");
        };
    }

    @Override
    public Map<String, String> headersFor(ProviderRoute provider) {
        return Map.of();
    }

    @Override
    public AnswerPath answerFrom(ProviderRoute provider, AnswerTerms terms) {
        return new Vectors(request, terms);
    }

    private record Vectors(EmbeddingsRequest request, AnswerTerms terms) implements AnswerPath {

        @Override
        public AnswerStream stream() {
            throw new IllegalStateException("vectors are never streamed");
        }

        @Override
        public PlainAnswer plain(byte[] body) {
            return switch (EmbeddingsAnswer.read(body, request, terms.head().model())) {
                case EmbeddingsAnswer.Vectors(byte[] json, Usage usage) ->
                        new PlainAnswer.Whole(json, new AnswerTotals(usage, null, 0, ""));
                case EmbeddingsAnswer.Failed(UpstreamError error) ->
                        unusable(terms.errorReading().apply(error));
                case EmbeddingsAnswer.Malformed(String reason) ->
                        unusable(
                                UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, reason)
                                        .withStatus(200));
            };
        }

        private static PlainAnswer unusable(UpstreamFailure failure) {
            @Nullable Usage nothing = null;
            return new PlainAnswer.Unusable(failure, nothing);
        }
    }
}
