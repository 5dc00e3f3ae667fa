package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.conversation.Seal;
import java.util.List;

/// A `reasoning` item: summaries, thoughts and their seal, see [Reasoning].
final class IncomingReasoning implements IncomingItem {

    private final Told told = new Told();
    private final Waiting waiting = new Waiting();
    private String section = "";

    @Override
    public void added(JsonNode item) {}

    @Override
    public void delta(JsonNode event) {
        String text = event.path("delta").asText("");
        if (text.isEmpty()) {
            return;
        }
        String now =
                event.path("type").asText()
                        + event.path("summary_index").asInt()
                        + event.path("content_index").asInt();
        tell(told.isEmpty() || now.equals(section) ? text : Reasoning.BETWEEN + text);
        section = now;
    }

    @Override
    public void done(JsonNode item) {
        tell(told.rest(Reasoning.text(item)));
        String sealed = item.path("encrypted_content").asText("");
        if (!sealed.isEmpty()) {
            waiting.add(new AnswerPart.ThoughtSealed(new Seal(Protocol.RESPONSES, sealed)));
        }
    }

    @Override
    public List<AnswerPart> take() {
        return waiting.take();
    }

    private void tell(String text) {
        if (!text.isEmpty()) {
            told.add(text);
            waiting.add(new AnswerPart.Thought(text));
        }
    }
}
