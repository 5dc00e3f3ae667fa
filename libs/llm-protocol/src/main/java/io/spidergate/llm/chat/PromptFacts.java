package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.json.LongText;
import java.util.EnumSet;
import java.util.Set;

/// Collects what a request needs and about how long it is, while its fields are checked.
final class PromptFacts {

    private final EnumSet<Need> needs = EnumSet.noneOf(Need.class);
    private long parts;
    private long tokens;

    void message() {
        tokens += TokenEstimate.PER_MESSAGE;
    }

    void text(JsonNode text) {
        parts +=
                text instanceof LongText lengthy
                        ? lengthy.tokenParts()
                        : TokenEstimate.parts(text.asText());
    }

    void text(String text) {
        parts += TokenEstimate.parts(text);
    }

    void image() {
        tokens += TokenEstimate.PER_IMAGE;
        needs.add(Need.VISION);
    }

    void need(Need need) {
        needs.add(need);
    }

    Set<Need> needs() {
        return Set.copyOf(needs);
    }

    long promptTokens() {
        return tokens + TokenEstimate.ofParts(parts);
    }
}
