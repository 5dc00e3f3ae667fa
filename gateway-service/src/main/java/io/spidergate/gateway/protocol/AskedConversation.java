package io.spidergate.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.AnswerWriter;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.chat.Quirk;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.conversation.Needs;
import io.spidergate.llm.conversation.PromptSize;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.responses.PlanParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A request in any protocol but chat completions. To providers of the same protocol it goes as the
/// caller wrote it, but for the model's name and what was meant for the gateway.
///
/// @param own the caller's body; never changed
/// @param writer of answers in the caller's protocol
/// @param headers of the caller that are for a provider of the same protocol
record AskedConversation(
        Protocol protocol,
        String endpoint,
        ObjectNode own,
        Conversation conversation,
        SpidergateOptions options,
        List<String> notes,
        Set<Need> needs,
        long promptTokens,
        Function<AnswerHead, AnswerWriter> writer,
        Map<String, String> headers)
        implements AskedRequest {

    static AskedConversation of(
            Protocol protocol,
            String endpoint,
            ObjectNode own,
            ReadRequest.Valid read,
            Function<AnswerHead, AnswerWriter> writer,
            Map<String, String> headers) {
        return new AskedConversation(
                protocol,
                endpoint,
                own,
                read.conversation(),
                read.options(),
                read.notes(),
                Needs.of(read.conversation()),
                PromptSize.of(read.conversation()),
                writer,
                headers);
    }

    @Override
    public String model() {
        return conversation.model();
    }

    @Override
    public boolean stream() {
        return conversation.stream();
    }

    @Override
    public OptionalInt maxTokens() {
        return conversation.sampling().maxTokens();
    }

    @Override
    public int choices() {
        return 1;
    }

    /// Other protocols always tell usage; none has the choice.
    @Override
    public boolean includeUsage() {
        return true;
    }

    @Override
    public @Nullable String session() {
        return options.sessionId()
                .or(() -> text(own.path("prompt_cache_key")))
                .or(() -> text(own.path("metadata").path("user_id")))
                .orElse(null);
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.ofNullable(value.textValue());
    }

    @Override
    public int beginning() {
        return conversation.beginning();
    }

    @Override
    public WrittenRequest bodyFor(ProviderRoute provider, DeploymentRoute deployment) {
        Protocol target = Translators.protocol(provider.dialect());
        String model = deployment.upstreamModel();
        return target == protocol
                ? own(model, provider.quirks())
                : Translators.requestWriter(provider.dialect())
                        .write(conversation, model, Set.copyOf(provider.quirks()))
                        .after(notes);
    }

    @Override
    public Asking goingOnWith(Unfinished unfinished, Usage before) {
        return new ContinuedRequest(this, conversation, notes, unfinished, before);
    }

    @Override
    public Map<String, String> headersFor(ProviderRoute provider) {
        return Translators.protocol(provider.dialect()) == protocol ? headers : Map.of();
    }

    private WrittenRequest own(String model, List<String> quirks) {
        ObjectNode body = ownFor(model);
        return quirks.contains(Quirk.CHATGPT_PLAN)
                ? PlanParameters.bent(body.deepCopy())
                : new WrittenRequest.Body(Json.bytes(body), List.of());
    }

    private ObjectNode ownFor(String model) {
        ObjectNode body = SpidergateOptions.takenOutOf(own);
        if (protocol != Protocol.GENERATE_CONTENT) { // there the model stands in the path
            body.put("model", model);
        }
        return body;
    }

    @Override
    public AnswerPath answerFrom(ProviderRoute provider, AnswerTerms terms) {
        Protocol source = Translators.protocol(provider.dialect());
        return new TranslatedAnswer(
                        provider.dialect(),
                        () -> writer.apply(terms.head()),
                        source == protocol,
                        terms)
                .collected(!stream() && provider.quirks().contains(Quirk.CHATGPT_PLAN));
    }
}
