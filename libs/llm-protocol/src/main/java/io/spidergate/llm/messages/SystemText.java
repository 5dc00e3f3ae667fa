package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.Json;
import java.util.List;

/// Writes `system`: all instructions in their order, wherever they stood. Any JSON object as form
/// of the answer, for which the protocol has no field, is asked for there too.
final class SystemText {

    private static final String JSON_ONLY = "Answer with one JSON object and nothing else.";

    private SystemText() {}

    static void write(Conversation conversation, ObjectNode body, List<String> notes) {
        ArrayNode system = instructions(conversation.turns(), notes);
        if (conversation.form() instanceof AnswerForm.JsonObject) {
            system.addObject().put("type", "text").put("text", JSON_ONLY);
            notes.add("a JSON object as form of the answer became an instruction");
        }
        if (!system.isEmpty()) {
            body.set("system", system.size() == 1 ? system.path(0).path("text") : system);
        }
    }

    private static ArrayNode instructions(List<Turn> turns, List<String> notes) {
        ArrayNode system = Json.MAPPER.createArrayNode();
        boolean talking = false;
        boolean moved = false;
        for (Turn turn : turns) {
            if (turn instanceof Turn.Instructions(String text) && !text.isBlank()) {
                system.addObject().put("type", "text").put("text", text);
                moved |= talking;
            }
            talking |= !(turn instanceof Turn.Instructions);
        }
        if (moved) {
            notes.add("instructions among the turns were moved to the top");
        }
        return system;
    }
}
