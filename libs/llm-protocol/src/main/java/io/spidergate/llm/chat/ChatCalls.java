package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.conversation.Seal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts the pieces of calls together that the chunks of one answer bring.
///
/// Rules: a piece belongs to the call of its `index`; without one, to the call of its `id`; without
/// either, to the last call. An id that is missing is made up from the call's place.
final class ChatCalls {

    /// @param index the provider's, or -1 where it gave none
    private record Known(int index, String id) {}

    private final List<Known> known = new ArrayList<>(2);

    void read(JsonNode call, List<AnswerPart> parts) {
        int index = call.path("index").asInt(-1);
        String id = call.path("id").asText("");
        int place = place(index, id);
        if (place < 0) {
            place = begin(call, index, id, parts);
        }
        String arguments = call.path("function").path("arguments").asText("");
        if (place != known.size() - 1) {
            parts.add(new AnswerPart.Malformed("pieces of two calls are mixed"));
        } else if (!arguments.isEmpty()) {
            parts.add(new AnswerPart.CallArguments(place, arguments));
        }
    }

    private int begin(JsonNode call, int index, String id, List<AnswerPart> parts) {
        int place = known.size();
        known.add(new Known(index, id));
        parts.add(
                new AnswerPart.CallBegun(
                        place,
                        id.isEmpty() ? "call_" + place : id,
                        call.path("function").path("name").asText(""),
                        seal(call)));
        return place;
    }

    /// Gemini's compatible endpoint signs calls here.
    private static Optional<Seal> seal(JsonNode call) {
        String signature =
                call.path("extra_content").path("google").path("thought_signature").asText("");
        return signature.isEmpty()
                ? Optional.empty()
                : Seal.read(signature, Protocol.GENERATE_CONTENT);
    }

    private int place(int index, String id) {
        for (int at = known.size() - 1; at >= 0; at--) {
            Known one = known.get(at);
            boolean same = index >= 0 ? one.index() == index : id.isEmpty() || one.id().equals(id);
            if (same) {
                return at;
            }
        }
        return -1;
    }
}
