package io.spidergate.llm.generatecontent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Joins the calls and responses of a conversation, whose ids Google does not demand.
///
/// Rule: a response belongs to the call of its `id`; without one, or with one that no call has, to
/// the oldest call of its name that has no response yet. How an id is made up, see [CallId].
final class HistoryCalls {

    private record Open(String id, String name) {}

    private final Set<String> known = new HashSet<>();
    private final List<Open> open = new ArrayList<>();
    private int calls;

    /// @param id the caller's, or empty
    /// @return the caller's, or one made up
    String call(String id, String name) {
        String own = id.isEmpty() ? madeUp() : id;
        known.add(own);
        open.add(new Open(own, name));
        calls++;
        return own;
    }

    private String madeUp() {
        int place = calls;
        while (known.contains(CallId.ofHistory(place))) {
            place++;
        }
        return CallId.ofHistory(place);
    }

    /// @return the id of the call that is answered; empty where there is none
    Optional<String> response(String id, String name) {
        Optional<Open> called = open.stream().filter(call -> call.id().equals(id)).findFirst();
        Optional<Open> answered =
                called.or(() -> open.stream().filter(call -> call.name().equals(name)).findFirst());
        answered.ifPresent(open::remove);
        return answered.map(Open::id);
    }
}
