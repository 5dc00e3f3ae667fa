package io.spidergate.llm.generatecontent;

import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.conversation.Seal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quicktheories.core.Gen;

/// Answers in any legal order of parts, seals among them, and how their pieces are joined.
final class AnswerParts {

    private AnswerParts() {}

    static Gen<List<AnswerPart>> any() {
        Gen<List<Integer>> kinds = lists().of(integers().between(0, 5)).ofSizeBetween(0, 12);
        Gen<List<String>> texts =
                lists().of(strings().allPossible().ofLengthBetween(0, 6)).ofSize(12);
        return kinds.zip(texts, integers().between(0, 99), AnswerParts::answer);
    }

    /// Neighbouring texts, thoughts and arguments as one; what is empty left out.
    static List<AnswerPart> joined(List<AnswerPart> parts) {
        List<AnswerPart> joined = new ArrayList<>();
        for (AnswerPart part : parts) {
            @Nullable AnswerPart last = joined.isEmpty() ? null : joined.getLast();
            Optional<AnswerPart> whole = joined(last, part);
            if (whole.isPresent()) {
                joined.set(joined.size() - 1, whole.get());
            } else if (!isEmpty(part)) {
                joined.add(part);
            }
        }
        return joined;
    }

    private static Optional<AnswerPart> joined(@Nullable AnswerPart last, AnswerPart part) {
        if (last instanceof AnswerPart.Text(String text)
                && part instanceof AnswerPart.Text(String more)) {
            return Optional.of(new AnswerPart.Text(text + more));
        }
        if (last instanceof AnswerPart.Thought(String text)
                && part instanceof AnswerPart.Thought(String more)) {
            return Optional.of(new AnswerPart.Thought(text + more));
        }
        if (last instanceof AnswerPart.CallArguments(int index, String json)
                && part instanceof AnswerPart.CallArguments(int _, String more)) {
            return Optional.of(new AnswerPart.CallArguments(index, json + more));
        }
        return Optional.empty();
    }

    private static boolean isEmpty(AnswerPart part) {
        return part instanceof AnswerPart.Text(String text) && text.isEmpty()
                || part instanceof AnswerPart.Thought(String thought) && thought.isEmpty();
    }

    private static List<AnswerPart> answer(List<Integer> kinds, List<String> texts, int salt) {
        List<AnswerPart> parts = new ArrayList<>();
        int calls = 0;
        for (int at = 0; at < kinds.size(); at++) {
            String text = texts.get(at);
            switch (kinds.get(at)) {
                case 0, 1 -> parts.add(new AnswerPart.Text(text));
                case 2 -> parts.add(new AnswerPart.Thought(text));
                case 3 -> parts.add(new AnswerPart.ThoughtSealed(seal(salt, text)));
                default -> call(parts, calls++, salt, text);
            }
        }
        Finish none = calls > 0 ? Finish.TOOL_CALLS : Finish.STOP;
        parts.add(
                new AnswerPart.Finished(
                        List.of(none, none, Finish.LENGTH, Finish.CONTENT_FILTER).get(salt % 4)));
        parts.add(new AnswerPart.Counted(new Usage(salt, salt / 2, salt * 2L, salt / 3)));
        parts.add(new AnswerPart.Ended());
        return parts;
    }

    private static void call(List<AnswerPart> parts, int index, int salt, String text) {
        Optional<Seal> seal = salt % 5 == 0 ? Optional.of(seal(salt, "s")) : Optional.empty();
        parts.add(new AnswerPart.CallBegun(index, "call_" + index + "x", "look_up", seal));
        if (index % 2 == 0) {
            parts.add(new AnswerPart.CallArguments(index, "{\"length\":"));
            parts.add(new AnswerPart.CallArguments(index, text.length() + "}"));
        } else {
            parts.add(new AnswerPart.CallArguments(index, "{}"));
        }
    }

    /// Google's own seals are base64, which its clients insist on.
    private static Seal seal(int salt, String text) {
        Protocol by = Protocol.values()[salt % Protocol.values().length];
        byte[] bytes = ("seal" + text.length()).getBytes(StandardCharsets.UTF_8);
        return new Seal(
                by,
                by == Protocol.GENERATE_CONTENT
                        ? Base64.getEncoder().encodeToString(bytes)
                        : "seal " + text.length());
    }
}
