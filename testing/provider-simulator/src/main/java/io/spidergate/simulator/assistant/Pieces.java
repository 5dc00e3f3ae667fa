package io.spidergate.simulator.assistant;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text in pieces: the tokens of the simulator are words with the space before them.
public final class Pieces {

    private static final Pattern PIECE = Pattern.compile("\\s*\\S+\\s*?(?=\\s|$)|\\s+$");

    private Pieces() {}

    public static List<String> of(String text) {
        return PIECE.matcher(text).results().map(MatchResult::group).toList();
    }

    /// The same text in exactly so many groups.
    ///
    /// @param groups null for one a piece
    public static List<String> grouped(List<String> pieces, @Nullable Integer groups) {
        if (groups == null || groups < 1 || pieces.isEmpty()) {
            return pieces;
        }
        return groups <= pieces.size()
                ? joined(pieces, groups)
                : split(String.join("", pieces), groups);
    }

    private static List<String> joined(List<String> pieces, int groups) {
        List<String> texts = new ArrayList<>(groups);
        for (int at = 0; at < groups; at++) {
            int from = at * pieces.size() / groups;
            int to = (at + 1) * pieces.size() / groups;
            texts.add(String.join("", pieces.subList(from, to)));
        }
        return texts;
    }

    /// More chunks than tokens: single characters, then a filler, so that the number is exact.
    private static List<String> split(String text, int groups) {
        List<String> texts = new ArrayList<>(groups);
        for (int at = 0; at < groups; at++) {
            int from = Math.min(at, text.length());
            int to = at == groups - 1 ? text.length() : Math.min(at + 1, text.length());
            texts.add(from < to ? text.substring(from, to) : " .");
        }
        return texts;
    }
}
