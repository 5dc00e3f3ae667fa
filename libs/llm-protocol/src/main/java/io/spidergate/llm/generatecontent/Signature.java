package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.conversation.Seal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// What stands in `thoughtSignature`.
///
/// Rule: the field holds bytes, and Google's own clients refuse what is not base64. Google's seals
/// are; those of others go as the base64 of their portable form, and are known again by it.
final class Signature {

    /// Tells Gemini 3 and later not to look for its own seal on a call that another model made.
    /// From the questions at the end of Google's page on thought signatures.
    static final String NONE_OF_OURS = "skip_thought_signature_validator";

    /// How the base64 of a portable seal begins, whosever it is (of `spidergate`, and two bits).
    private static final String MARK = "c3BpZGVyZ2F0ZT";

    private Signature() {}

    /// For a caller, who is to bring it back.
    static String of(Seal seal) {
        if (seal.by() == Protocol.GENERATE_CONTENT) {
            return seal.value();
        }
        byte[] portable = seal.portable(Protocol.GENERATE_CONTENT).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(portable);
    }

    /// @return empty where there is none, or one that stands for none
    static Optional<Seal> read(JsonNode signature) {
        String text = signature.asText("");
        return text.isEmpty() || text.equals(NONE_OF_OURS)
                ? Optional.empty()
                : Seal.read(unpacked(text), Protocol.GENERATE_CONTENT);
    }

    private static String unpacked(String text) {
        if (!text.startsWith(MARK)) {
            return text;
        }
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) { // looks like ours by chance
            return text;
        }
    }
}
