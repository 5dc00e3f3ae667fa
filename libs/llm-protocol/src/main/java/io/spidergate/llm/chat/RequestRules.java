package io.spidergate.llm.chat;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.chat.ParsedChat.Invalid;
import io.spidergate.llm.chat.ParsedChat.Valid;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.FieldSpans;
import io.spidergate.llm.json.InvalidField;

/// The ranges and shapes of a chat completion request; fields it does not know go through.
final class RequestRules {

    private static final int MAX_MODEL = 256;
    private static final int MAX_STOPS = 4;

    private final FieldCheck check = new FieldCheck();
    private final PromptFacts facts = new PromptFacts();

    ParsedChat check(ObjectNode body, FieldSpans fields) {
        check.requiredString("model", body.path("model"), MAX_MODEL);
        new MessageRules(check, facts).check(body.path("messages"));
        new ToolRules(check, facts).check(body);
        wishes(body);
        sampling(body);
        output(body);
        SpidergateOptions options = SpidergateOptions.read(body.path("spidergate_options"), check);
        InvalidField wrong = check.found();
        return wrong != null
                ? new Invalid(wrong)
                : new Valid(
                        new ChatRequest(
                                body, fields, facts.needs(), facts.promptTokens(), options));
    }

    private void wishes(ObjectNode body) {
        if (!absent(body.path("reasoning_effort"))) {
            facts.need(Need.REASONING);
        }
        JsonNode messages = body.path("messages");
        if (messages.path(messages.size() - 1).path("role").asText().equals("assistant")) {
            facts.need(Need.PREFILL);
        }
    }

    private void sampling(ObjectNode body) {
        check.number("temperature", body.path("temperature"), 0, 2);
        check.number("top_p", body.path("top_p"), 0, 1);
        check.number("presence_penalty", body.path("presence_penalty"), -2, 2);
        check.number("frequency_penalty", body.path("frequency_penalty"), -2, 2);
        check.integer("seed", body.path("seed"), Long.MIN_VALUE, Long.MAX_VALUE);
        check.bool("logprobs", body.path("logprobs"));
        check.integer("top_logprobs", body.path("top_logprobs"), 0, 20);
        check.object("logit_bias", body.path("logit_bias"));
    }

    private void output(ObjectNode body) {
        check.integer("n", body.path("n"), 1, 128);
        check.integer("max_tokens", body.path("max_tokens"), 1, Integer.MAX_VALUE);
        check.integer(
                "max_completion_tokens", body.path("max_completion_tokens"), 1, Integer.MAX_VALUE);
        check.bool("stream", body.path("stream"));
        JsonNode options = body.path("stream_options");
        check.object("stream_options", options);
        check.bool("stream_options.include_usage", options.path("include_usage"));
        check.string("user", body.path("user"));
        stop(body.path("stop"));
    }

    private void stop(JsonNode stop) {
        if (absent(stop) || stop.isTextual()) {
            return;
        }
        if (!stop.isArray()) {
            check.wrongType("stop", "a string or an array of strings", stop);
            return;
        }
        if (stop.size() > MAX_STOPS) {
            check.fail(
                    "stop",
                    "stop must have at most %d elements, not %d".formatted(MAX_STOPS, stop.size()),
                    FieldCheck.INVALID_VALUE);
        }
        for (int at = 0; at < stop.size(); at++) {
            if (!stop.path(at).isTextual()) {
                check.wrongType("stop[" + at + "]", "a string", stop.path(at));
            }
        }
    }
}
