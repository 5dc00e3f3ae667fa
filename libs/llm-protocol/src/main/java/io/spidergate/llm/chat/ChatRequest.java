package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.FieldSpans;
import io.spidergate.llm.json.Fingerprint;
import io.spidergate.llm.json.InvalidField;
import io.spidergate.llm.json.JsonBody;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A caller's chat completion request that passed all checks: what a gateway must know of it, and
/// the bodies to send upstream in its place.
///
/// Immutable; [#bodyFor] may be called once an attempt.
public final class ChatRequest {

    private final ObjectNode body;
    private final FieldSpans fields;
    private final Set<Need> needs;
    private final long promptTokens;
    private final SpidergateOptions options;

    ChatRequest(
            ObjectNode body,
            FieldSpans fields,
            Set<Need> needs,
            long promptTokens,
            SpidergateOptions options) {
        this.body = body;
        this.fields = fields;
        this.needs = needs;
        this.promptTokens = promptTokens;
        this.options = options;
    }

    /// Never throws, whatever the bytes.
    public static ParsedChat parse(byte[] json) {
        return switch (JsonBody.parse(json)) {
            case JsonBody.Parsed(ObjectNode body, FieldSpans fields) ->
                    new RequestRules().check(body, fields);
            case JsonBody.Unreadable(InvalidField reason) -> new ParsedChat.Invalid(reason);
        };
    }

    public String model() {
        return body.path("model").asText();
    }

    public boolean stream() {
        return body.path("stream").asBoolean();
    }

    /// Whether the caller wants the closing usage chunk of a stream.
    public boolean includeUsage() {
        return body.path("stream_options").path("include_usage").asBoolean();
    }

    public Set<Need> needs() {
        return needs;
    }

    /// The cap on the answer's tokens, by either of its names; the newer one wins.
    public OptionalInt maxTokens() {
        for (String name : new String[] {"max_completion_tokens", "max_tokens"}) {
            if (body.hasNonNull(name)) {
                return OptionalInt.of(body.path(name).asInt());
            }
        }
        return OptionalInt.empty();
    }

    /// How many choices are asked for.
    public int n() {
        return body.path("n").asInt(1);
    }

    /// About how many tokens the prompt has, see [io.spidergate.llm.TokenEstimate].
    public long promptTokens() {
        return promptTokens;
    }

    /// The caller's own word for its user.
    public Optional<String> user() {
        return Optional.ofNullable(body.path("user").textValue());
    }

    /// The caller's name for what shares a beginning.
    public Optional<String> cacheKey() {
        return Optional.ofNullable(body.path("prompt_cache_key").textValue());
    }

    /// A number that the requests of one conversation have in common: of what stands before its
    /// first answer.
    public int beginning() {
        int hash = 0;
        for (JsonNode message : body.path("messages")) {
            hash = 31 * hash + Fingerprint.of(message.path("content"));
            if (message.path("role").asText().equals("user")) {
                break;
            }
        }
        return hash;
    }

    public SpidergateOptions options() {
        return options;
    }

    /// The body for a provider: its name of the model, nothing of ours, usage asked for on streams,
    /// its quirks respected, and all else as the caller sent it.
    ///
    /// @param quirks names as in a provider's entry; those that are not about the body are ignored,
    ///   see [Quirk]
    public WrittenRequest bodyFor(String upstreamModel, Set<String> quirks) {
        return UpstreamBody.of(body, fields, upstreamModel, stream(), quirks);
    }

    /// The request in the words that all protocols share, for providers of another one.
    public ChatConversation conversation() {
        return ChatConversation.of(body);
    }

    @Override
    public String toString() {
        return "ChatRequest[model=%s, stream=%s, needs=%s, promptTokens=%d]"
                .formatted(model(), stream(), needs, promptTokens);
    }
}
