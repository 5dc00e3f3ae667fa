package io.spidergate.gateway.protocol;

import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.chat.ChatAnswerWriter;
import io.spidergate.llm.chat.ChatConversation;
import io.spidergate.llm.chat.ChatRequest;
import io.spidergate.llm.chat.Quirk;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.conversation.WrittenRequest;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A chat completion request. To providers of the same protocol it goes as the caller wrote it; to
/// others as a conversation.
public record AskedChat(ChatRequest request) implements AskedRequest {

    static final String ENDPOINT = "/chat/completions";

    @Override
    public String endpoint() {
        return ENDPOINT;
    }

    @Override
    public String model() {
        return request.model();
    }

    @Override
    public boolean stream() {
        return request.stream();
    }

    @Override
    public Set<Need> needs() {
        return request.needs();
    }

    @Override
    public long promptTokens() {
        return request.promptTokens();
    }

    @Override
    public OptionalInt maxTokens() {
        return request.maxTokens();
    }

    @Override
    public int choices() {
        return request.n();
    }

    @Override
    public boolean includeUsage() {
        return request.includeUsage();
    }

    @Override
    public SpidergateOptions options() {
        return request.options();
    }

    @Override
    public @Nullable String session() {
        return options().sessionId().or(request::cacheKey).orElse(null);
    }

    @Override
    public int beginning() {
        return request.beginning();
    }

    @Override
    public WrittenRequest bodyFor(ProviderRoute provider, DeploymentRoute deployment) {
        Protocol target = Translators.protocol(provider.dialect());
        Set<String> quirks = Set.copyOf(provider.quirks());
        String model = deployment.upstreamModel();
        if (target == Protocol.CHAT_COMPLETIONS) {
            return request.bodyFor(model, quirks);
        }
        return switch (request.conversation()) {
            case ChatConversation.Impossible(String what, String why) ->
                    new WrittenRequest.CannotCarry(what, why);
            case ChatConversation.Carried(Conversation conversation, List<String> notes) ->
                    Translators.requestWriter(provider.dialect())
                            .write(conversation, model, quirks)
                            .after(notes);
        };
    }

    @Override
    public @Nullable Asking goingOnWith(Unfinished unfinished, Usage before) {
        return switch (request.conversation()) {
            case ChatConversation.Impossible impossible -> null;
            case ChatConversation.Carried(Conversation conversation, List<String> notes) ->
                    new ContinuedRequest(this, conversation, notes, unfinished, before);
        };
    }

    @Override
    public Map<String, String> headersFor(ProviderRoute provider) {
        return Map.of();
    }

    @Override
    public AnswerPath answerFrom(ProviderRoute provider, AnswerTerms terms) {
        Protocol source = Translators.protocol(provider.dialect());
        return source == Protocol.CHAT_COMPLETIONS
                ? new ChatPassage(terms.head().model(), request.includeUsage(), terms)
                : new TranslatedAnswer(
                                provider.dialect(),
                                () -> new ChatAnswerWriter(terms.head()),
                                false,
                                terms)
                        .collected(!stream() && provider.quirks().contains(Quirk.CHATGPT_PLAN));
    }
}
