package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerPart;
import java.util.List;

/// What the provider did by tools of its own: nothing that the hub has a place for.
final class IncomingOther implements IncomingItem {

    @Override
    public void added(JsonNode item) {}

    @Override
    public void delta(JsonNode event) {}

    @Override
    public void done(JsonNode item) {}

    @Override
    public List<AnswerPart> take() {
        return List.of();
    }
}
