package io.spidergate.gateway.protocol;

import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerWriter;
import io.spidergate.llm.sse.SseEncoder;
import io.spidergate.llm.sse.SseEvent;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/// What becomes of a provider's events on their way to the caller. What tells that the answer is
/// complete is kept for [#closingFrames].
sealed interface FrameOutput {

    /// @param parts what the event holds
    byte[] frames(List<AnswerPart> parts, String name, byte[] buffer, int offset, int length);

    byte[] closingFrames();

    /// The caller's protocol, for what the provider did not write.
    AnswerWriter writer();

    /// Caller and provider speak different protocols: the parts are written anew.
    record Anew(AnswerWriter writer) implements FrameOutput {

        @Override
        public byte[] frames(
                List<AnswerPart> parts, String name, byte[] buffer, int offset, int length) {
            return writer.frames(parts);
        }

        @Override
        public byte[] closingFrames() {
            return writer.end();
        }
    }

    /// Both speak the same protocol: the events go through as they are, so that nothing that only
    /// those two understand gets lost.
    record AsItIs(AnswerWriter writer, ByteArrayOutputStream kept) implements FrameOutput {

        AsItIs(AnswerWriter writer) {
            this(writer, new ByteArrayOutputStream(256));
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
                return frame;
            }
            kept.writeBytes(frame);
            return new byte[0];
        }

        private static boolean tellsTheEnd(AnswerPart part) {
            return part instanceof AnswerPart.Finished || part instanceof AnswerPart.Ended;
        }

        @Override
        public byte[] closingFrames() {
            return kept.toByteArray();
        }
    }
}
