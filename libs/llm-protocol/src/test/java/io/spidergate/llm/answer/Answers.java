package io.spidergate.llm.answer;

import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import io.spidergate.llm.sse.SseDecoder;
import io.spidergate.llm.sse.SseSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quicktheories.core.Gen;

/// Answers that obey the order in [AnswerPart], for property tests of every protocol.
public final class Answers {

    private Answers() {}

    /// Texts, thoughts and calls in any order, then finish, usage and end.
    public static Gen<List<AnswerPart>> any() {
        return lists().of(piece()).ofSizeBetween(1, 6).zip(finish(), Answers::answer);
    }

    private enum Kind {
        TEXT,
        THOUGHT,
        CALL
    }

    private record Piece(Kind kind, String text) {}

    private static Gen<Piece> piece() {
        return integers()
                .between(0, 2)
                .zip(
                        strings().basicLatinAlphabet().ofLengthBetween(1, 12),
                        (kind, text) -> new Piece(Kind.values()[kind], text));
    }

    private static Gen<Finish> finish() {
        return integers().between(0, 1).map(which -> which == 0 ? Finish.STOP : Finish.LENGTH);
    }

    private static List<AnswerPart> answer(List<Piece> pieces, Finish finish) {
        List<AnswerPart> parts = new ArrayList<>();
        int calls = 0;
        for (Piece piece : pieces) {
            switch (piece.kind()) {
                case TEXT -> parts.add(new AnswerPart.Text(piece.text()));
                case THOUGHT -> parts.add(new AnswerPart.Thought(piece.text()));
                case CALL -> {
                    parts.add(
                            new AnswerPart.CallBegun(
                                    calls, "call_" + calls, "look_up", Optional.empty()));
                    parts.add(new AnswerPart.CallArguments(calls, "{\"number\":"));
                    parts.add(new AnswerPart.CallArguments(calls, calls + "}"));
                    calls++;
                }
            }
        }
        parts.add(new AnswerPart.Finished(calls > 0 ? Finish.TOOL_CALLS : finish));
        parts.add(new AnswerPart.Counted(new Usage(7, 3, 11, 2)));
        parts.add(new AnswerPart.Ended());
        return parts;
    }

    /// What a caller makes of an answer, however it was cut into pieces.
    public record Understood(
            String text, String thoughts, List<String> calls, Finish finish, Usage usage) {}

    public static Understood understood(List<AnswerPart> parts) {
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        List<String> calls = new ArrayList<>();
        Finish finish = Finish.STOP;
        Usage usage = new Usage(0, 0, 0, 0);
        for (AnswerPart part : parts) {
            switch (part) {
                case AnswerPart.Text(String more) -> text.append(more);
                case AnswerPart.Thought(String more) -> thoughts.append(more);
                case AnswerPart.ThoughtSealed sealed -> {}
                case AnswerPart.CallBegun call -> calls.add(call.id() + " " + call.name() + " ");
                case AnswerPart.CallArguments more ->
                        calls.set(more.index(), calls.get(more.index()) + more.json());
                case AnswerPart.Finished(Finish reason) -> finish = reason;
                case AnswerPart.Counted(Usage counted) -> usage = counted;
                case AnswerPart.Ended ended -> {}
                case AnswerPart.Broken broken -> throw new AssertionError(broken);
                case AnswerPart.Malformed malformed -> throw new AssertionError(malformed);
            }
        }
        return new Understood(text.toString(), thoughts.toString(), calls, finish, usage);
    }

    /// What a reader makes of frames; the last part must be the protocol's end.
    public static List<AnswerPart> read(AnswerReader reader, byte[] frames) {
        List<AnswerPart> parts = new ArrayList<>();
        var decoder = new SseDecoder(1 << 20);
        SseSink sink =
                (name, buffer, offset, length) ->
                        parts.addAll(reader.event(name, buffer, offset, length));
        decoder.feed(frames, sink);
        decoder.finish(sink);
        return parts;
    }
}
