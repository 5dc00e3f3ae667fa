package io.spidergate.llm.messages;

import static org.quicktheories.generators.SourceDSL.integers;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.spidergate.llm.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.quicktheories.core.Gen;

/// Conversations such as this protocol can carry: turns alternate, results answer calls.
final class Conversations {

    private final Random random;
    private final List<Turn> turns = new ArrayList<>();
    private int calls;

    private Conversations(long seed) {
        this.random = new Random(seed);
    }

    static Gen<Conversation> any() {
        return integers().all().map(seed -> new Conversations(seed).conversation());
    }

    private Conversation conversation() {
        for (int instructions = random.nextInt(3); instructions > 0; instructions--) {
            turns.add(new Turn.Instructions(text()));
        }
        for (int loops = random.nextInt(4); loops > 0; loops--) {
            turns.add(new Turn.User(parts()));
            assistant();
        }
        turns.add(new Turn.User(parts()));
        ToolChoice choice = choice();
        return new Conversation(
                "m",
                turns,
                List.of(new Tool("look_up", "finds", schema(), random.nextBoolean())),
                choice,
                choice instanceof ToolChoice.None || random.nextBoolean(),
                sampling(),
                random.nextBoolean()
                        ? new AnswerForm.Text()
                        : new AnswerForm.JsonSchema("answer", schema(), true),
                List.of(
                                new Thinking.Unsaid(),
                                new Thinking.Off(),
                                new Thinking.Budget(1_024 + random.nextInt(5_000)))
                        .get(random.nextInt(3)),
                random.nextBoolean());
    }

    /// Where no call may come, whether several may is not said.
    private ToolChoice choice() {
        return List.of(
                        new ToolChoice.Auto(),
                        new ToolChoice.None(),
                        new ToolChoice.Required(),
                        new ToolChoice.Named("look_up"))
                .get(random.nextInt(4));
    }

    private void assistant() {
        List<Said> said = new ArrayList<>();
        List<Turn> results = new ArrayList<>();
        for (int pieces = 1 + random.nextInt(4); pieces > 0; pieces--) {
            switch (random.nextInt(4)) {
                case 0 -> said.add(thought("", "redacted:" + text()));
                case 1 -> said.add(thought(text(), text()));
                case 2 -> said.add(new Said.Text(text()));
                default -> {
                    String id = "call_" + calls++;
                    said.add(
                            new Said.Call(
                                    id,
                                    "look_up",
                                    "{\"n\":%d}".formatted(calls),
                                    Optional.empty()));
                    results.add(new Turn.ToolResult(id, parts(), random.nextBoolean()));
                }
            }
        }
        turns.add(new Turn.Assistant(said));
        if (!results.isEmpty()) {
            turns.addAll(results);
            turns.add(new Turn.Assistant(List.of(new Said.Text(text()))));
        }
    }

    private static Said thought(String text, String seal) {
        return new Said.Thought(text, Optional.of(new Seal(Protocol.MESSAGES, seal)));
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int pieces = 1 + random.nextInt(3); pieces > 0; pieces--) {
            parts.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new Part.InlineImage("image/png", "iVBO");
                        case 1 -> new Part.LinkedImage("https://example.org/" + text());
                        default -> new Part.Text(text());
                    });
        }
        return parts;
    }

    private Sampling sampling() {
        return new Sampling(
                random.nextBoolean()
                        ? OptionalInt.empty()
                        : OptionalInt.of(1 + random.nextInt(9_000)),
                random.nextBoolean()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(random.nextDouble()),
                random.nextBoolean()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(random.nextDouble()),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(50)),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                random.nextBoolean() ? List.of() : List.of("END", text()),
                Optional.of(text()));
    }

    private String text() {
        return "t" + random.nextInt(1_000);
    }

    private static ObjectNode schema() {
        ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
        schema.putObject("properties").putObject("n").put("type", "integer");
        return schema.put("additionalProperties", false);
    }
}
