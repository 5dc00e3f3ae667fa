package io.spidergate.llm.conversation;

import io.spidergate.llm.Protocol;
import java.util.Locale;
import java.util.Optional;

/// A provider's opaque proof of its own thinking, which it wants back unchanged in the next turn:
/// Anthropic's `signature` and `redacted_thinking`, Gemini's `thoughtSignature`, the
/// `encrypted_content` of Responses.
///
/// Law: it is given only to the protocol that it came from; to any other it is noise, and is left
/// out with a note.
///
/// A caller of another protocol carries it in that protocol's own field as [#portable] and brings
/// it back in the next request, where [#read] finds out whose it is.
public record Seal(Protocol by, String value) {

    private static final String MARK = "spidergate:";

    /// In a caller's field: as it is where caller and provider speak the same protocol, otherwise
    /// with its origin in front.
    public String portable(Protocol caller) {
        return by == caller ? value : MARK + by.name().toLowerCase(Locale.ROOT) + ":" + value;
    }

    /// @param caller the protocol in whose field `text` stood
    /// @return empty where the text bears our mark but no protocol's name
    public static Optional<Seal> read(String text, Protocol caller) {
        if (!text.startsWith(MARK)) {
            return Optional.of(new Seal(caller, text));
        }
        int end = text.indexOf(':', MARK.length());
        String name = end < 0 ? "" : text.substring(MARK.length(), end);
        for (Protocol protocol : Protocol.values()) {
            if (protocol.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(new Seal(protocol, text.substring(end + 1)));
            }
        }
        return Optional.empty();
    }
}
