package io.spidergate.gateway.protocol;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.conversation.WrittenRequest;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A request that no model answers in words: one JSON document comes back, never a stream, and what
/// is paid is what went in. Only providers of OpenAI's API have a place for it.
interface AskedForDocument extends AskedRequest {

    /// The body for one of them.
    byte[] bodyFor(String upstreamModel);

    @Override
    default String pathAt(ProviderRoute provider, DeploymentRoute deployment) {
        return endpoint();
    }

    @Override
    default boolean stream() {
        return false;
    }

    @Override
    default OptionalInt maxTokens() {
        return OptionalInt.empty();
    }

    @Override
    default int choices() {
        return 0;
    }

    @Override
    default boolean includeUsage() {
        return true;
    }

    @Override
    default WrittenRequest bodyFor(ProviderRoute provider, DeploymentRoute deployment) {
        return switch (provider.dialect()) {
            case OPENAI, RESPONSES ->
                    new WrittenRequest.Body(bodyFor(deployment.upstreamModel()), List.of());
            case ANTHROPIC, GEMINI ->
                    new WrittenRequest.CannotCarry(
                            endpoint().substring(1), "the provider is not called by OpenAI's API");
        };
    }

    @Override
    default Map<String, String> headersFor(ProviderRoute provider) {
        return Map.of();
    }

    /// How such an answer is read.
    interface Document extends AnswerPath {

        @Override
        default AnswerStream stream() {
            throw new IllegalStateException("a document is never streamed");
        }

        static PlainAnswer malformed(String reason) {
            return unusable(
                    UpstreamFailure.of(FailureClass.PROTOCOL_ERROR, reason).withStatus(200));
        }

        static PlainAnswer unusable(UpstreamFailure failure) {
            return new PlainAnswer.Unusable(failure, null);
        }
    }
}
