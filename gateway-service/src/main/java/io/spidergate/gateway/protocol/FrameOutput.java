package io.spidergate.gateway.protocol;

import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerWriter;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.sse.SseEncoder;
import io.spidergate.llm.sse.SseEvent;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of a provider's events on their way to the caller. What tells that the answer is
/// complete is kept for [#closingFrames].
sealed interface FrameOutput {

    /// @param parts what the event holds
    byte[] frames(List<AnswerPart> parts, String name, byte[] buffer, int offset, int length);

    byte[] closingFrames();

    /// The caller's protocol, for what the provider did not write.
    AnswerWriter writer();

    /// What goes on with the caller's stream where it is now; null where nobody knows how, since
    /// the provider numbered its events itself.
    default @Nullable AnswerWriter resumed() {
        return null;
    }

    /// Caller and provider speak different protocols: the parts are written anew.
    ///
    /// @param before what was used before, of which the caller is told with the rest
    record Anew(AnswerWriter writer, Usage before) implements FrameOutput {

        private static final Usage NOTHING = new Usage(0, 0, 0, 0);

        Anew(AnswerWriter writer) {
            this(writer, NOTHING);
        }

        @Override
        public byte[] frames(
                List<AnswerPart> parts, String name, byte[] buffer, int offset, int length) {
            return writer.frames(
                    before.equals(NOTHING) ? parts : parts.stream().map(this::whole).toList());
        }

        private AnswerPart whole(AnswerPart part) {
            return part instanceof AnswerPart.Counted(Usage usage)
                    ? new AnswerPart.Counted(usage.plus(before))
                    : part;
        }

        @Override
        public byte[] closingFrames() {
            return writer.end();
        }

        @Override
        public AnswerWriter resumed() {
            return writer;
        }
    }

    /// Both speak the same protocol: the events go through as they are, so that nothing that only
    /// those two understand gets lost.
    ///
    /// @param followed whether the writer is to know where the stream is, to go on with it
    record AsItIs(AnswerWriter writer, boolean followed, ByteArrayOutputStream kept)
            implements FrameOutput {

        AsItIs(AnswerWriter writer, boolean followed) {
            this(writer, followed, new ByteArrayOutputStream(256));
        }

        @Override
        public byte[] frames(
                List<AnswerPart> parts, String name, byte[] buffer, int offset, int length) {
            byte[] data = Arrays.copyOfRange(buffer, offset, offset + length);
            byte[] frame =
                    name.equals(SseEvent.MESSAGE)
                            ? SseEncoder.data(data)
                            : SseEncoder.event(name, data);
            if (kept.size() == 0 && parts.stream().noneMatch(AsItIs::tellsTheEnd)) {
                if (followed) {
                    writer.passed(name, buffer, offset, length);
                }
                return frame;
            }
            kept.writeBytes(frame);
            return new byte[0];
        }

        private static boolean tellsTheEnd(AnswerPart part) {
            return part instanceof AnswerPart.Finished || part instanceof AnswerPart.Ended;
        }

        @Override
        public @Nullable AnswerWriter resumed() {
            return writer.takesOver() ? writer : null;
        }

        @Override
        public byte[] closingFrames() {
            return kept.toByteArray();
        }
    }
}
