package io.spidergate.gateway.protocol;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.moderations.ModerationAnswer;
import io.spidergate.llm.moderations.ModerationRequest;
import java.util.Set;

/// A request for verdicts on content.
public record AskedModeration(ModerationRequest request) implements AskedForDocument {

    @Override
    public String endpoint() {
        return "/moderations";
    }

    @Override
    public Capability operation() {
        return Capability.MODERATION;
    }

    @Override
    public String model() {
        return request.model();
    }

    @Override
    public Set<Need> needs() {
        return request.input().images() ? Set.of(Need.VISION) : Set.of();
    }

    @Override
    public long promptTokens() {
        return request.input().tokens();
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
        return new Verdicts(request, terms);
    }

    private record Verdicts(ModerationRequest request, AnswerTerms terms) implements Document {

        @Override
        public PlainAnswer plain(byte[] body) {
            return switch (ModerationAnswer.read(
                    body, request.input().verdicts(), terms.head().model())) {
                case ModerationAnswer.Verdicts(byte[] json, Usage usage) ->
                        new PlainAnswer.Whole(json, new AnswerTotals(usage, null, 0, ""));
                case ModerationAnswer.Failed(UpstreamError error) ->
                        Document.unusable(terms.errorReading().apply(error));
                case ModerationAnswer.Malformed(String reason) -> Document.malformed(reason);
            };
        }
    }
}
