package io.spidergate.llm.responses;

import io.spidergate.llm.Protocol;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.conversation.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Joins items into turns: what a model said without anybody between is one turn of it.
final class Turns {

    private final List<Turn> turns = new ArrayList<>();
    private final List<Said> said = new ArrayList<>();
    private final Set<String> callIds = new HashSet<>();

    void add(Turn turn) {
        endAssistant();
        turns.add(turn);
    }

    /// Some clients bring an empty text back with calls; some providers refuse it.
    void say(String text) {
        if (!text.isEmpty()) {
            said.add(new Said.Text(text));
        }
    }

    void think(Said.Thought thought) {
        said.add(thought);
    }

    /// A call takes the seal that [OutputItems] put before it: Gemini seals calls, and a thought of
    /// its own without text is nothing that it would want back.
    void call(String id, String name, String arguments) {
        callIds.add(id);
        Optional<Seal> seal = sealOfCall();
        if (seal.isPresent()) {
            said.removeLast();
        }
        said.add(new Said.Call(id, name, arguments, seal));
    }

    boolean called(String id) {
        return callIds.contains(id);
    }

    List<Turn> all() {
        endAssistant();
        return turns;
    }

    private Optional<Seal> sealOfCall() {
        return !said.isEmpty()
                        && said.getLast() instanceof Said.Thought(String text, Optional<Seal> seal)
                ? seal.filter(own -> text.isEmpty() && own.by() == Protocol.GENERATE_CONTENT)
                : Optional.empty();
    }

    private void endAssistant() {
        if (!said.isEmpty()) {
            turns.add(new Turn.Assistant(said));
            said.clear();
        }
    }
}
