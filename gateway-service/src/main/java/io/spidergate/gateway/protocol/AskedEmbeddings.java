package io.spidergate.gateway.protocol;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.embeddings.EmbeddingsAnswer;
import io.spidergate.llm.embeddings.EmbeddingsRequest;
import java.util.Set;

/// A request for vectors.
public record AskedEmbeddings(EmbeddingsRequest request) implements AskedForDocument {

    @Override
    public String endpoint() {
        return "/embeddings";
    }

    @Override
    public Capability operation() {
        return Capability.EMBEDDINGS;
    }

    @Override
    public String model() {
        return request.model();
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
    public SpidergateOptions options() {
        return request.options();
    }

    @Override
    public byte[] bodyFor(String upstreamModel) {
        return request.bodyFor(upstreamModel);
    }

    @Override
    public AnswerPath answerFrom(ProviderRoute provider, AnswerTerms terms) {
        return new Vectors(request, terms);
    }

    private record Vectors(EmbeddingsRequest request, AnswerTerms terms) implements Document {

        @Override
        public PlainAnswer plain(byte[] body) {
            return switch (EmbeddingsAnswer.read(body, request, terms.head().model())) {
                case EmbeddingsAnswer.Vectors(byte[] json, Usage usage) ->
                        new PlainAnswer.Whole(json, new AnswerTotals(usage, null, 0, ""));
                case EmbeddingsAnswer.Failed(UpstreamError error) ->
                        Document.unusable(terms.errorReading().apply(error));
                case EmbeddingsAnswer.Malformed(String reason) -> Document.malformed(reason);
            };
        }
    }
}
