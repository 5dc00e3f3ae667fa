package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerPart;
import java.util.List;

/// A `message`: texts and refusals, which are texts to the hub.
final class IncomingMessage implements IncomingItem {

    private final Told told = new Told();
    private final Waiting waiting = new Waiting();

    @Override
    public void added(JsonNode item) {}

    @Override
    public void delta(JsonNode event) {
        tell(event.path("delta").asText(""));
    }

    @Override
    public void done(JsonNode item) {
        var whole = new StringBuilder();
        for (JsonNode part : item.path("content")) {
            whole.append(part.path("text").asText(""));
            whole.append(part.path("refusal").asText(""));
        }
        tell(told.rest(whole.toString()));
    }

    @Override
    public List<AnswerPart> take() {
        return waiting.take();
    }

    private void tell(String text) {
        if (!text.isEmpty()) {
            told.add(text);
            waiting.add(new AnswerPart.Text(text));
        }
    }
}
