package io.spidergate.llm.messages;

import io.spidergate.llm.Protocol;
import io.spidergate.llm.conversation.Seal;
import java.util.Optional;

/// What stands in a `signature` or in the `data` of a `redacted_thinking` block, as the hub's one
/// kind of seal. Two marks tell apart what the hub does not; neither can be mistaken for a
/// provider's own value, since those are base64 and have no colon:
///
/// - `redacted:` before the value of a seal of Messages: it stood in `redacted_thinking`, and must
///   go back there.
/// - `call:` before the value of a foreign seal, in a caller's signature only: it belongs to the
///   call that follows (Gemini signs calls, for which this protocol has no field).
final class MessagesSeal {

    private static final String REDACTED = "redacted:";
    private static final String CALL = "call:";

    private MessagesSeal() {}

    /// @return empty where there is no signature, or an unreadable one of ours
    static Optional<Seal> ofSignature(String signature) {
        return signature.isEmpty() ? Optional.empty() : Seal.read(signature, Protocol.MESSAGES);
    }

    static Seal ofRedacted(String data) {
        return new Seal(Protocol.MESSAGES, REDACTED + data);
    }

    /// The `data` to be sent back, where the seal stood in `redacted_thinking`.
    static Optional<String> redacted(Seal seal) {
        return seal.by() == Protocol.MESSAGES && seal.value().startsWith(REDACTED)
                ? Optional.of(seal.value().substring(REDACTED.length()))
                : Optional.empty();
    }

    /// The signature of an empty thought that stands before a signed call.
    static String signatureOfCall(Seal seal) {
        return new Seal(seal.by(), CALL + seal.value()).portable(Protocol.MESSAGES);
    }

    /// The call's own seal, where this one was made by [#signatureOfCall].
    static Optional<Seal> ofCall(Seal seal) {
        return seal.value().startsWith(CALL)
                ? Optional.of(new Seal(seal.by(), seal.value().substring(CALL.length())))
                : Optional.empty();
    }
}
