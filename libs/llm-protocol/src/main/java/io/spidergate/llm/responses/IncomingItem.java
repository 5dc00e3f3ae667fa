package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerPart;
import java.util.ArrayList;
import java.util.List;

/// An item of a provider's answer as it comes in: by deltas, whole, or first so and then so.
///
/// Law: what the deltas told is not told again when the whole item comes, and what they did not
/// tell is told then. Some servers send no deltas, others no `done`.
sealed interface IncomingItem
        permits IncomingMessage, IncomingReasoning, IncomingCall, IncomingOther {

    static IncomingItem of(String type) {
        return switch (type) {
            case "message" -> new IncomingMessage();
            case "reasoning" -> new IncomingReasoning();
            case "function_call" -> new IncomingCall();
            default -> new IncomingOther();
        };
    }

    /// The item's beginning, from `response.output_item.added`.
    void added(JsonNode item);

    /// @param event one of those that [#typeOf] gives a type for
    void delta(JsonNode event);

    /// The item as a whole.
    void done(JsonNode item);

    /// The parts since the last time.
    List<AnswerPart> take();

    /// The type of the item that an event is a delta of, empty where it is none.
    static String typeOf(String event) {
        return switch (event) {
            case "response.output_text.delta", "response.refusal.delta" -> "message";
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
                    "reasoning";
            case "response.function_call_arguments.delta" -> "function_call";
            default -> "";
        };
    }

    /// Text of which a part may have been told.
    final class Told {

        private final StringBuilder told = new StringBuilder();

        boolean isEmpty() {
            return told.isEmpty();
        }

        void add(String text) {
            told.append(text);
        }

        /// What of `whole` is still to be told: nothing, where it is not what was told before.
        String rest(String whole) {
            return whole.startsWith(told.toString()) ? whole.substring(told.length()) : "";
        }
    }

    /// Parts that wait to be taken.
    final class Waiting {

        private List<AnswerPart> parts = new ArrayList<>();

        void add(AnswerPart part) {
            parts.add(part);
        }

        List<AnswerPart> take() {
            List<AnswerPart> taken = parts;
            parts = new ArrayList<>();
            return taken;
        }
    }
}
