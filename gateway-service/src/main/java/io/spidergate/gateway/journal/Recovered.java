package io.spidergate.gateway.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// What an earlier process left: events that were told, and requests that it never saw to their
/// end, which are told now.
///
/// Law: a request is told once, as it ended where that is known and as interrupted where not.
final class Recovered implements ArtemisRecords.Recovery {

    private static final Logger LOG = Logger.getLogger(Recovered.class);

    private final PendingEvents pending;
    private final Map<String, Interrupted> underWay = new HashMap<>();
    private final Map<Long, String> keys = new HashMap<>();
    private final List<Long> useless = new ArrayList<>();
    private long greatest;

    /// @param nowMs keeps record numbers of this process apart from those of all before it, also
    ///   where none of theirs are left
    Recovered(PendingEvents pending, long nowMs) {
        this.pending = pending;
        this.greatest = nowMs << 20;
    }

    private record Interrupted(long id, byte[] body, long appendedAtMs) {}

    @Override
    public void found(long id, byte[] body) {
        greatest = Math.max(greatest, id);
        JournaledEvent event = JournaledEvent.decoded(body);
        if (event == null) {
            LOG.errorf("record %d of the journal is damaged; dropped", id);
            useless.add(id);
            return;
        }
        switch (event.kind()) {
            case TOLD -> {
                noLongerUnderWay(event.key());
                pending.add(id, body, event.appendedAtMs());
            }
            case UNDER_WAY -> {
                noLongerUnderWay(event.key());
                underWay.put(event.key(), new Interrupted(id, body, event.appendedAtMs()));
                keys.put(id, event.key());
            }
        }
    }

    @Override
    public void deleted(long id) {
        pending.remove(id);
        useless.remove((Long) id);
        String key = keys.remove(id);
        Interrupted held = key == null ? null : underWay.get(key);
        if (held != null && held.id() == id) {
            underWay.remove(key);
        }
    }

    private void noLongerUnderWay(String key) {
        Interrupted held = underWay.remove(key);
        if (held != null) {
            keys.remove(held.id());
            useless.add(held.id());
        }
    }

    /// After the last record: whatever was under way is told as interrupted.
    ///
    /// @return how many that are
    int tellInterrupted() {
        underWay.values().forEach(held -> pending.add(held.id(), held.body(), held.appendedAtMs()));
        return underWay.size();
    }

    /// Records to delete: damaged, or of requests whose later record was found.
    List<Long> useless() {
        return List.copyOf(useless);
    }

    long nextId() {
        return greatest + 1;
    }
}
