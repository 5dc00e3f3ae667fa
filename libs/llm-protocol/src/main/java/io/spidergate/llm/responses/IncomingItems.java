package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The items of one answer, whose parts are handed out in the order in which the items began.
///
/// An item that was announced keeps all later ones waiting until it is done, because a call must be
/// whole before the next part. One that nobody announced gives way as soon as another begins: such
/// servers do not tell the end either.
final class IncomingItems {

    private final List<Slot> slots = new ArrayList<>();
    private int first;
    private int calls;

    /// @param key `output_index` where there is one: some servers give an item another id in every
    ///   event
    private static final class Slot {

        private final String key;
        private final String type;
        private final boolean announced;
        private final IncomingItem item;
        private boolean done;

        private Slot(String key, String type, boolean announced) {
            this.key = key;
            this.type = type;
            this.announced = announced;
            this.item = IncomingItem.of(type);
        }
    }

    void added(JsonNode event) {
        JsonNode item = event.path("item");
        begin(key(event), item.path("type").asText(), true).item.added(item);
    }

    void delta(String type, JsonNode event) {
        String key = key(event);
        Slot slot = open(key, type);
        (slot == null ? begin(key, type, false) : slot).item.delta(event);
    }

    void done(JsonNode event) {
        JsonNode item = event.path("item");
        String type = item.path("type").asText();
        Slot slot = open(key(event), type);
        finish(slot == null ? begin(key(event), type, true) : slot, item);
    }

    /// The whole `output`, from a plain body or the last event: its n-th item of a type is the n-th
    /// that came.
    void all(JsonNode output) {
        Map<String, Integer> seen = new HashMap<>();
        for (JsonNode item : output) {
            String type = item.path("type").asText();
            int number = seen.merge(type, 1, Integer::sum);
            Slot slot = ofType(type, number);
            finish(slot == null ? begin("", type, true) : slot, item);
        }
        slots.forEach(slot -> slot.done = true);
    }

    /// How many calls were handed out.
    int calls() {
        return calls;
    }

    /// The parts whose turn it is.
    List<AnswerPart> take() {
        List<AnswerPart> parts = new ArrayList<>();
        while (first < slots.size()) {
            Slot slot = slots.get(first);
            slot.item.take().forEach(part -> parts.add(numbered(part)));
            boolean givesWay = !slot.announced && first + 1 < slots.size();
            if (!slot.done && !givesWay) {
                break;
            }
            slot.done = true;
            first++;
        }
        return parts;
    }

    private AnswerPart numbered(AnswerPart part) {
        if (part instanceof AnswerPart.CallBegun begun) {
            String id = begun.id().isEmpty() ? "call_" + calls : begun.id();
            return new AnswerPart.CallBegun(calls++, id, begun.name(), begun.seal());
        }
        return part instanceof AnswerPart.CallArguments(int _, String json)
                ? new AnswerPart.CallArguments(calls - 1, json)
                : part;
    }

    private static void finish(Slot slot, JsonNode item) {
        if (!slot.done) {
            slot.item.done(item);
            slot.done = true;
        }
    }

    private Slot begin(String key, String type, boolean announced) {
        var slot = new Slot(key, type, announced);
        slots.add(slot);
        return slot;
    }

    /// The item that an event is about: by its key; or else, for servers whose keys do not agree,
    /// the last open one of its type that was announced.
    private @Nullable Slot open(String key, String type) {
        @Nullable Slot last = null;
        for (int at = slots.size() - 1; at >= first; at--) {
            Slot slot = slots.get(at);
            boolean fits = !slot.done && slot.type.equals(type);
            if (fits && slot.key.equals(key)) {
                return slot;
            }
            boolean likely = fits && (slot.announced || key.isEmpty());
            last = likely && last == null ? slot : last;
        }
        return last;
    }

    private @Nullable Slot ofType(String type, int number) {
        int left = number;
        for (Slot slot : slots) {
            left -= slot.type.equals(type) ? 1 : 0;
            if (left == 0) {
                return slot;
            }
        }
        return null;
    }

    private static String key(JsonNode event) {
        return event.path("output_index").isInt()
                ? event.path("output_index").asText()
                : event.path("item_id").asText(event.path("item").path("id").asText(""));
    }
}
