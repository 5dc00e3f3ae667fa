package io.spidergate.llm.responses;

import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.conversation.Seal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quicktheories.core.Gen;

/// Answers in any legal order of parts, and what callers see of them.
final class AnswerParts {

    /// What a caller sees: runs of text and of thoughts joined, calls whole.
    record Seen(List<String> said, List<String> calls, Finish finish, Optional<Usage> usage) {}

    private AnswerParts() {}

    static Gen<List<AnswerPart>> any() {
        Gen<List<Integer>> kinds = lists().of(integers().between(0, 5)).ofSizeBetween(0, 12);
        Gen<List<String>> texts =
                lists().of(strings().allPossible().ofLengthBetween(0, 6)).ofSize(12);
        return kinds.zip(texts, integers().between(0, 99), AnswerParts::answer);
    }

    static Seen seen(List<AnswerPart> parts) {
        List<String> said = new ArrayList<>();
        List<String> calls = new ArrayList<>();
        Finish finish = Finish.STOP;
        Optional<Usage> usage = Optional.empty();
        String last = "";
        for (AnswerPart part : parts) {
            String kind = part.getClass().getSimpleName();
            switch (part) {
                case AnswerPart.Text(String text) -> join(said, "text:", text, last.equals(kind));
                case AnswerPart.Thought(String text) ->
                        join(said, "thought:", text, last.equals(kind));
                case AnswerPart.CallBegun(int index, String id, String name, Optional<Seal> _) ->
                        calls.add(index + " " + id + " " + name + " ");
                case AnswerPart.CallArguments(int index, String json) ->
                        calls.set(index, calls.get(index) + json);
                case AnswerPart.Finished(Finish reason) -> finish = reason;
                case AnswerPart.Counted(Usage counted) -> usage = Optional.of(counted);
                default -> {}
            }
            last = isEmpty(part) ? last : kind;
        }
        List<String> whole =
                calls.stream().map(call -> call.endsWith(" ") ? call + "{}" : call).toList();
        return new Seen(said, whole, finish, usage);
    }

    private static boolean isEmpty(AnswerPart part) {
        return part instanceof AnswerPart.Text(String text) && text.isEmpty()
                || part instanceof AnswerPart.Thought(String thought) && thought.isEmpty();
    }

    private static void join(List<String> said, String kind, String text, boolean goesOn) {
        if (text.isEmpty()) {
            return;
        }
        if (goesOn) {
            said.set(said.size() - 1, said.getLast() + text);
        } else {
            said.add(kind + text);
        }
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
        if (salt % 3 > 0) {
            parts.add(new AnswerPart.Counted(new Usage(salt, salt / 2, salt * 2L, salt / 3)));
        }
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

    private static Seal seal(int salt, String text) {
        return new Seal(Protocol.values()[salt % Protocol.values().length], "seal" + text);
    }
}
