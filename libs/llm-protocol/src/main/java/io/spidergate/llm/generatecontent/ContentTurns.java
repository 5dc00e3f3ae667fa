package io.spidergate.llm.generatecontent;

import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `systemInstruction` and `contents` as turns.
///
/// Rules: a missing role is the user's, and so is the retired role `function`; a content of the
/// user with responses among its parts becomes a turn for each response and one for each run of
/// other parts between them; the texts of the instruction are lines of one.
final class ContentTurns {

    private static final List<String> ROLES = List.of("user", "model", "function");

    private final RequestCheck check;
    private final ModelParts model;
    private final UserParts user;
    private final HistoryCalls calls = new HistoryCalls();
    private final List<Turn> turns = new ArrayList<>();
    private final List<Part> said = new ArrayList<>();

    ContentTurns(RequestCheck check) {
        this.check = check;
        this.model = new ModelParts(check, calls);
        this.user = new UserParts(check);
    }

    List<Turn> read(Field instruction, Field contents) {
        instruction(instruction);
        if (contents.isAbsent()) {
            check.fields().missing(contents.at());
        } else if (check.walkable(contents)) {
            if (contents.value().isEmpty()) {
                check.wrong(contents, "must have at least 1 element, not 0");
            }
            contents.elements().forEach(this::content);
        }
        return turns;
    }

    /// A string is what some clients send in place of a content.
    private void instruction(Field instruction) {
        if (instruction.isAbsent()) {
            return;
        }
        List<String> texts = new ArrayList<>();
        if (instruction.value().isTextual()) {
            texts.add(instruction.value().textValue());
        } else {
            check.fields().object(instruction.at(), instruction.value());
            for (Field part : parts(instruction)) {
                texts.add(check.text(part.field(PartField.TEXT)));
            }
        }
        String text = String.join("\n", texts);
        if (!text.isEmpty()) {
            turns.add(new Turn.Instructions(text));
        }
    }

    private List<Field> parts(Field content) {
        Field parts = content.field("parts");
        return check.walkable(parts) ? parts.elements() : List.of();
    }

    private void content(Field content) {
        if (!check.clean()) {
            return;
        }
        check.fields().requiredObject(content.at(), content.value());
        Field role = content.field("role");
        if (!role.isAbsent() && !role.value().asText("-").isEmpty()) {
            check.fields().oneOf(role.at(), role.value(), ROLES);
        }
        if (role.value().asText().equals("model")) {
            List<Said> words = new ArrayList<>();
            parts(content).forEach(part -> model.read(part, words));
            if (!words.isEmpty()) {
                turns.add(new Turn.Assistant(words));
            }
        } else {
            ofUser(content);
        }
    }

    private void ofUser(Field content) {
        if (parts(content).isEmpty()) {
            check.fields().missing(content.field("parts").at());
        }
        for (Field part : parts(content)) {
            check.fields().requiredObject(part.at(), part.value());
            if (part.has("functionResponse")) {
                endOfRun();
                response(part.field("functionResponse"));
            } else {
                user.part(part).ifPresent(said::add);
            }
        }
        endOfRun();
    }

    private void endOfRun() {
        if (!said.isEmpty()) {
            turns.add(new Turn.User(said));
            said.clear();
        }
    }

    private void response(Field response) {
        check.fields().requiredObject(response.at(), response.value());
        Field name = response.field("name");
        check.fields().requiredString(name.at(), name.value(), RequestCheck.MAX_NAME);
        check.fields().string(response.field("id").at(), response.field("id").value());
        Optional<String> call =
                calls.response(response.field("id").value().asText(""), name.value().asText());
        if (call.isEmpty() && check.clean()) {
            check.wrong(name, "must be the name of a call before it that has no response yet");
        }
        FunctionResponse read = FunctionResponse.of(response.field("response").value());
        List<Part> parts = new ArrayList<>(List.of(new Part.Text(read.text())));
        Field pictures = response.field("parts");
        if (check.walkable(pictures)) {
            pictures.elements().forEach(part -> user.part(part).ifPresent(parts::add));
        }
        turns.add(new Turn.ToolResult(call.orElse(""), parts, read.failed()));
        check.noteUnknown(response, Set.of("id", "name", "response", "parts"));
    }
}
