package io.spidergate.llm.chat;

import org.jspecify.annotations.Nullable;

/// Reads the chunks of one stream. Nearly all of them differ from the one before in nothing but a
/// few words, and such a chunk is not parsed again.
///
/// For one stream and one thread.
public final class ChunkReader {

    /// Where each chunk differs elsewhere too, as by a random padding, to learn its frame is in
    /// vain.
    private static final int MOST_LEARNED = 16;

    private final String servedModel;
    private @Nullable KnownFrame frame;
    private int learned;

    /// @param servedModel the name that callers will be told
    public ChunkReader(String servedModel) {
        this.servedModel = servedModel;
    }

    /// As [ChatChunk#read]: never throws, whatever the bytes.
    public ChatChunk read(byte[] buffer, int offset, int length) {
        KnownFrame known = frame;
        if (known == null || !known.surrounds(buffer, offset, length)) {
            return learned(ChatChunk.read(buffer, offset, length), buffer, offset, length);
        }
        ChatChunk.Delta same = known.around(buffer, offset, length);
        return same == null ? ChatChunk.read(buffer, offset, length) : same;
    }

    private ChatChunk learned(ChatChunk chunk, byte[] buffer, int offset, int length) {
        if (chunk instanceof ChatChunk.Delta delta && learned < MOST_LEARNED) {
            KnownFrame found = KnownFrame.of(delta, buffer, offset, length, servedModel);
            learned += found == null ? 0 : 1;
            frame = found == null ? frame : found;
        }
        return chunk;
    }
}
