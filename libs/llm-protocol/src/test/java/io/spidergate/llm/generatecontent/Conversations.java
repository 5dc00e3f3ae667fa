package io.spidergate.llm.generatecontent;

import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Sampling;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.conversation.Thinking;
import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.conversation.ToolChoice;
import io.spidergate.llm.conversation.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.quicktheories.core.Gen;

/// Conversations in which everything has a place in this protocol, Gemini 3 speaking.
final class Conversations {

    private static final JsonNode SCHEMA =
            GoogleClient.tree("{'type':'object','properties':{'word':{'type':'string'}}}");
    private static final Optional<Seal> SEAL =
            Optional.of(new Seal(Protocol.GENERATE_CONTENT, "c2VhbA=="));

    private Conversations() {}

    static Gen<Conversation> any() {
        Gen<List<Integer>> kinds = lists().of(integers().between(0, 3)).ofSizeBetween(1, 6);
        Gen<List<String>> texts =
                lists().of(strings().basicMultilingualPlaneAlphabet().ofLengthBetween(1, 6))
                        .ofSize(6);
        return kinds.zip(texts, integers().between(0, 999), Conversations::conversation);
    }

    private static Conversation conversation(List<Integer> kinds, List<String> texts, int salt) {
        List<Turn> turns = new ArrayList<>();
        if (salt % 2 == 0) {
            turns.add(new Turn.Instructions(texts.getFirst()));
        }
        for (int at = 0; at < kinds.size(); at++) {
            turns.add(new Turn.User(parts(kinds.get(at), texts.get(at))));
            assistant(turns, kinds.get(at), texts.get(at), at);
        }
        turns.add(new Turn.User(List.of(new Part.Text("go on"))));
        boolean tools = salt % 3 > 0;
        return new Conversation(
                "m",
                turns,
                tools ? tools(salt % 7 == 0) : List.of(),
                tools ? choice(salt) : new ToolChoice.Auto(),
                true,
                sampling(salt),
                form(salt),
                thinking(salt),
                salt % 2 == 0);
    }

    private static List<Part> parts(int kind, String text) {
        List<Part> parts = new ArrayList<>(List.of(new Part.Text(text)));
        if (kind == 1) {
            parts.add(new Part.InlineImage("image/png", "iVBORw0K"));
        } else if (kind == 2) {
            parts.add(new Part.LinkedImage("https://example.org/cat.png"));
        }
        return parts;
    }

    private static void assistant(List<Turn> turns, int kind, String text, int at) {
        List<Said> said = new ArrayList<>();
        switch (kind) {
            case 0 -> said.add(new Said.Thought(text, SEAL));
            case 1 -> {
                said.add(new Said.Text(text));
                said.add(new Said.Thought("", SEAL));
            }
            default -> said.add(new Said.Text(text));
        }
        List<Turn> results = new ArrayList<>();
        for (int call = 0; call < kind; call++) {
            String id = "call-" + at + "-" + call;
            said.add(
                    new Said.Call(
                            id,
                            "look_up",
                            "{\"word\":\"a\"}",
                            call == 0 ? SEAL : Optional.empty()));
            results.add(new Turn.ToolResult(id, List.of(new Part.Text(text)), kind == 3));
        }
        turns.add(new Turn.Assistant(said));
        turns.addAll(results);
        if (!results.isEmpty()) {
            turns.add(new Turn.Assistant(List.of(new Said.Text(text))));
        }
    }

    private static List<Tool> tools(boolean strict) {
        return List.of(
                new Tool("look_up", "Looks up.", SCHEMA, strict),
                new Tool("now", "", GoogleClient.tree("{}"), strict));
    }

    private static ToolChoice choice(int salt) {
        boolean strict = salt % 7 == 0;
        return strict
                ? new ToolChoice.Auto()
                : List.of(
                                new ToolChoice.Auto(),
                                new ToolChoice.None(),
                                new ToolChoice.Required(),
                                new ToolChoice.Named("now"))
                        .get(salt % 4);
    }

    private static Sampling sampling(int salt) {
        return salt % 5 == 0
                ? Sampling.DEFAULT
                : new Sampling(
                        OptionalInt.of(1 + salt),
                        OptionalDouble.of(0.5),
                        OptionalDouble.of(0.25),
                        OptionalInt.of(1 + salt),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalLong.of(salt - 500),
                        List.of("END"),
                        Optional.empty());
    }

    private static AnswerForm form(int salt) {
        return List.of(
                        new AnswerForm.Text(),
                        new AnswerForm.JsonObject(),
                        new AnswerForm.JsonSchema("answer", SCHEMA, false))
                .get(salt % 3);
    }

    private static Thinking thinking(int salt) {
        return List.of(
                        new Thinking.Unsaid(),
                        new Thinking.Adaptive(),
                        new Thinking.Effort("minimal"),
                        new Thinking.Effort("high"))
                .get(salt % 4);
    }
}
