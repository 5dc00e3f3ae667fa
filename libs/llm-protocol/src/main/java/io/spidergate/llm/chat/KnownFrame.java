package io.spidergate.llm.chat;

import io.spidergate.llm.json.Span;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What stands around the words of a chunk that has been read once. Where the same bytes stand
/// around other words, the chunk means the same but for them.
///
/// Law: a chunk read by its frame is the chunk that a parser reads.
final class KnownFrame {

    private final AnswerFacts facts;
    private final ChatChunk.Delta.Places places;
    private final String servedModel;
    private final int closing;
    private final byte[] before;
    private final byte[] after;
    private final byte[] renamedBefore;
    private final byte[] renamedAfter;

    /// @param closing where the closing quote of the words was
    private KnownFrame(
            ChatChunk.Delta read, byte[] before, byte[] after, int closing, String servedModel) {
        this.facts = read.facts();
        this.places = read.places();
        this.closing = closing;
        this.servedModel = servedModel;
        this.before = before;
        this.after = after;
        this.renamedBefore = renamed(before, 0, servedModel);
        this.renamedAfter = renamed(after, closing, servedModel);
    }

    /// @return null where more than words may differ in the next chunk
    static @Nullable KnownFrame of(
            ChatChunk.Delta read, byte[] buffer, int offset, int length, String servedModel) {
        Span words = read.places().words();
        if (words.start() < 0) {
            return null;
        }
        int opened = words.start() + 1;
        int closing = words.end() - 1;
        return new KnownFrame(
                read,
                Arrays.copyOfRange(buffer, offset, offset + opened),
                Arrays.copyOfRange(buffer, offset + closing, offset + length),
                closing,
                servedModel);
    }

    private byte[] renamed(byte[] part, int from, String name) {
        Span model = places.model();
        boolean inside = model.start() >= from && model.end() <= from + part.length;
        return inside
                ? Span.replace(
                        part,
                        0,
                        part.length,
                        new Span(model.start() - from, model.end() - from).by(Span.text(name)))
                : part;
    }

    boolean isFor(String name) {
        return servedModel.equals(name);
    }

    boolean surrounds(byte[] buffer, int offset, int length) {
        int end = offset + length;
        return length >= before.length + after.length
                && Arrays.equals(buffer, offset, offset + before.length, before, 0, before.length)
                && Arrays.equals(buffer, end - after.length, end, after, 0, after.length);
    }

    /// The chunk that this frame makes with the words inside of it; null where the words need a
    /// parser.
    ChatChunk.@Nullable Delta around(byte[] buffer, int offset, int length) {
        String words = words(buffer, offset + before.length, offset + length - after.length);
        return words == null
                ? null
                : new ChatChunk.Delta(buffer, offset, length, saying(words), places(length), this);
    }

    /// What stood behind the words stands as much further on as the words are longer.
    private ChatChunk.Delta.Places places(int length) {
        Span model = places.model();
        int further = length - after.length - closing;
        return model.start() < closing || further == 0
                ? places
                : new ChatChunk.Delta.Places(
                        new Span(model.start() + further, model.end() + further),
                        places.usage(),
                        places.words());
    }

    private static @Nullable String words(byte[] buffer, int from, int to) {
        int all = 0;
        for (int at = from; at < to; at++) {
            byte value = buffer[at];
            if (value == '"' || value == '\\' || value >= 0 && value < ' ') {
                return null;
            }
            all |= value;
        }
        String words = new String(buffer, from, to - from, StandardCharsets.UTF_8);
        // What is not UTF-8 becomes a replacement, and one that was sent looks the same.
        return all < 0 && words.indexOf('\uFFFD') >= 0 ? null : words;
    }

    private AnswerFacts saying(String words) {
        return new AnswerFacts(
                facts.id(),
                facts.created(),
                facts.model(),
                facts.choices(),
                words,
                "",
                0,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /// The chunk's bytes, under the name of the served model.
    byte[] renamed(byte[] buffer, int offset, int length) {
        int words = length - before.length - after.length;
        byte[] out = new byte[renamedBefore.length + words + renamedAfter.length];
        System.arraycopy(renamedBefore, 0, out, 0, renamedBefore.length);
        System.arraycopy(buffer, offset + before.length, out, renamedBefore.length, words);
        System.arraycopy(renamedAfter, 0, out, renamedBefore.length + words, renamedAfter.length);
        return out;
    }
}
