package io.spidergate.llm.chat;

import org.jspecify.annotations.Nullable;

/// A text that comes in pieces, nearly always in one, which is then not copied.
final class Pieces {

    private String only = "";
    private @Nullable StringBuilder joined;

    void add(String piece) {
        if (piece.isEmpty()) {
            return;
        }
        if (joined != null) {
            joined.append(piece);
        } else if (only.isEmpty()) {
            only = piece;
        } else {
            joined = new StringBuilder(only).append(piece);
        }
    }

    @Override
    public String toString() {
        return joined == null ? only : joined.toString();
    }
}
