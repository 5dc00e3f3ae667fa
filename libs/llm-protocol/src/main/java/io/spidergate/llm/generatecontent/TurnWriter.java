package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes turns as `systemInstruction` and `contents`.
///
/// Rules: all instructions go to the front; where nothing else was said, or the model knows none,
/// they are the user's first words. A response bears its call's name, and its id where no call has
/// it. Pictures in a response stand within it since Gemini 3, and after it before that, as those by
/// address always do. Empty texts are left out: Google refuses empty parts.
final class TurnWriter {

    private final GeminiModel model;
    private final Notes notes;
    private final ContentList contents = new ContentList();
    private final SaidWriter said;
    private final List<String> instructions = new ArrayList<>();
    private final Map<String, String> callNames = new HashMap<>();

    TurnWriter(GeminiModel model, Notes notes) {
        this.model = model;
        this.notes = notes;
        this.said = new SaidWriter(model, contents, notes);
    }

    void write(List<Turn> turns, ObjectNode body) {
        turns.forEach(this::turn);
        instructions(String.join("\n", instructions), body);
        body.set("contents", contents.contents());
    }

    /// The caller ends with words that the model is to continue.
    boolean endsWithModel() {
        return contents.lastRole().equals(ContentList.MODEL);
    }

    private void instructions(String text, ObjectNode body) {
        if (text.isEmpty()) {
            return;
        }
        if (contents.isEmpty() || !model.takesInstructions()) {
            contents.begin(text);
            notes.add("instructions became the user's first words");
        } else {
            body.putObject("systemInstruction")
                    .putArray("parts")
                    .addObject()
                    .put(PartField.TEXT, text);
        }
    }

    private void turn(Turn turn) {
        switch (turn) {
            case Turn.Instructions(String text) -> {
                if (!contents.isEmpty()) {
                    notes.add("instructions amid the conversation went to its front");
                }
                instructions.add(text);
            }
            case Turn.User(List<Part> parts) -> parts.forEach(this::part);
            case Turn.Assistant(List<Said> words) -> {
                words.forEach(this::remember);
                said.write(words);
            }
            case Turn.ToolResult result -> result(result);
        }
    }

    private void remember(Said piece) {
        if (piece instanceof Said.Call call) {
            callNames.put(call.id(), call.name());
        }
    }

    private void part(Part part) {
        switch (part) {
            case Part.Text(String text) -> {
                if (!text.isEmpty()) {
                    contents.part(ContentList.USER).put(PartField.TEXT, text);
                }
            }
            case Part.InlineImage image ->
                    contents.part(ContentList.USER).set("inlineData", blob(image));
            case Part.LinkedImage(String url) -> {
                ObjectNode file = contents.part(ContentList.USER).putObject("fileData");
                file.put("fileUri", url);
                LinkedFile.imageType(url).ifPresent(type -> file.put("mimeType", type));
            }
        }
    }

    private static ObjectNode blob(Part.InlineImage image) {
        return Json.MAPPER
                .createObjectNode()
                .put("mimeType", image.mediaType())
                .put("data", image.base64());
    }

    private void result(Turn.ToolResult result) {
        ObjectNode response = contents.part(ContentList.USER).putObject("functionResponse");
        response.put("id", result.callId())
                .put("name", callNames.getOrDefault(result.callId(), result.callId()))
                .set("response", new FunctionResponse(text(result), result.failed()).object());
        List<Part> after = new ArrayList<>();
        for (Part part : result.parts()) {
            if (part instanceof Part.InlineImage image && model.takesPicturesInResponses()) {
                response.withArray("parts").addObject().set("inlineData", blob(image));
            } else if (!(part instanceof Part.Text)) {
                after.add(part);
            }
        }
        if (!after.isEmpty()) {
            notes.add("pictures in a function's response follow it");
            after.forEach(this::part);
        }
    }

    private static String text(Turn.ToolResult result) {
        List<String> texts = new ArrayList<>();
        for (Part part : result.parts()) {
            if (part instanceof Part.Text(String text)) {
                texts.add(text);
            }
        }
        return String.join("\n", texts);
    }
}
