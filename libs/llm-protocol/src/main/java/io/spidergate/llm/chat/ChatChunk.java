package io.spidergate.llm.chat;

import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.MalformedReason;
import io.spidergate.llm.json.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The data of one frame of a streamed chat completion.
public sealed interface ChatChunk {

    /// A chunk of the answer.
    final class Delta implements ChatChunk {

        private final byte[] buffer;
        private final int offset;
        private final int length;
        private final AnswerFacts facts;
        private final Places places;
        private final @Nullable KnownFrame frame;

        /// @param frame where it is one that came before, around other words
        Delta(
                byte[] buffer,
                int offset,
                int length,
                AnswerFacts facts,
                Places places,
                @Nullable KnownFrame frame) {
            this.buffer = buffer;
            this.offset = offset;
            this.length = length;
            this.facts = facts;
            this.places = places;
            this.frame = frame;
        }

        /// Where in the bytes the values lie.
        ///
        /// @param words the one text that it says, where it says nothing else
        record Places(Span model, Span usage, Span words) {

            static Places of(AnswerScan scan) {
                return new Places(scan.modelSpan(), scan.usageSpan(), scan.wordsSpan());
            }
        }

        Places places() {
            return places;
        }

        boolean isByFrame() {
            return frame != null;
        }

        public AnswerFacts facts() {
            return facts;
        }

        /// Whether this is the closing chunk with usage and nothing else; a caller who did not ask
        /// for usage must not see it.
        public boolean usageOnly() {
            return facts.choices() == 0 && facts.usage().isPresent();
        }

        /// The frame's data for the caller: the same bytes, under the name of the served model. To
        /// be called before the buffer that the chunk was read from is used again.
        public byte[] as(String servedModel) {
            return frame != null && frame.isFor(servedModel)
                    ? frame.renamed(buffer, offset, length)
                    : Span.replace(
                            buffer, offset, length, places.model().by(Span.text(servedModel)));
        }

        /// As [#as], with `usage` null. Some providers (Mistral) tell usage with the last choice;
        /// the official Java client takes any usage for the end of a stream and fails on that, so
        /// usage must go to callers by [ChatChunk#usageOnly] or not at all.
        public byte[] asWithoutUsage(String servedModel) {
            return Span.replace(
                    buffer,
                    offset,
                    length,
                    places.model().by(Span.text(servedModel)),
                    places.usage().by(Span.NULL));
        }
    }

    /// The stream says that it is complete.
    record Done() implements ChatChunk {}

    /// The provider gave up in the middle.
    record Failed(UpstreamError error) implements ChatChunk {}

    /// Not a chunk.
    record Malformed(String reason) implements ChatChunk {}

    /// The closing chunk of a stream whose caller asked for usage, from the facts of any chunk
    /// before.
    static byte[] usageOnly(AnswerFacts stream, String servedModel, Usage usage) {
        return UsageChunk.of(stream, servedModel, usage);
    }

    static ChatChunk read(byte[] data) {
        return read(data, 0, data.length);
    }

    /// Never throws, whatever the bytes.
    static ChatChunk read(byte[] buffer, int offset, int length) {
        if (Marker.isDone(buffer, offset, length)) {
            return new Done();
        }
        try {
            AnswerScan scan = AnswerScan.of(buffer, offset, length);
            UpstreamError error = scan.error();
            if (error != null) {
                return new Failed(error);
            }
            AnswerFacts facts = scan.facts();
            return scan.hasChoices() || facts.usage().isPresent()
                    ? new Delta(buffer, offset, length, facts, Delta.Places.of(scan), null)
                    : new Malformed("neither choices nor usage nor error");
        } catch (IOException broken) {
            return new Malformed("not a JSON object of a chunk: " + MalformedReason.of(broken));
        }
    }

    /// The word that ends a stream.
    final class Marker {

        private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

        private Marker() {}

        static boolean isDone(byte[] buffer, int offset, int length) {
            int end = offset + length;
            while (end > offset && buffer[end - 1] == ' ') {
                end--;
            }
            return Arrays.equals(buffer, offset, end, DONE, 0, DONE.length);
        }
    }
}
