package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerPart;
import java.util.List;
import java.util.Optional;

/// A `function_call`. Its index is set by [IncomingItems], which knows the order.
final class IncomingCall implements IncomingItem {

    private final Told told = new Told();
    private final Waiting waiting = new Waiting();
    private final StringBuilder early = new StringBuilder();
    private boolean begun;

    @Override
    public void added(JsonNode item) {
        if (item.path("name").isTextual() && item.path("call_id").isTextual()) {
            begin(item);
        }
    }

    @Override
    public void delta(JsonNode event) {
        String json = event.path("delta").asText("");
        if (begun) {
            tell(json);
        } else {
            early.append(json);
        }
    }

    @Override
    public void done(JsonNode item) {
        if (!begun) {
            begin(item);
        }
        tell(told.rest(item.path("arguments").asText("")));
    }

    @Override
    public List<AnswerPart> take() {
        return waiting.take();
    }

    private void begin(JsonNode item) {
        begun = true;
        String id = item.path("call_id").asText(item.path("id").asText(""));
        waiting.add(
                new AnswerPart.CallBegun(0, id, item.path("name").asText(""), Optional.empty()));
        tell(early.toString());
    }

    private void tell(String json) {
        if (!json.isEmpty()) {
            told.add(json);
            waiting.add(new AnswerPart.CallArguments(0, json));
        }
    }
}
