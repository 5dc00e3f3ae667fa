package io.spidergate.billing.usage;

import io.spidergate.contracts.gateway.RequestEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Errors that are counted together; in an order, as {@link UsageKey}.
record ErrorKey(Instant hour, String workspace, String agent, String errorCode)
        implements Comparable<ErrorKey> {

    private static final Comparator<ErrorKey> ORDER =
            Comparator.comparing(ErrorKey::hour)
                    .thenComparing(ErrorKey::workspace)
                    .thenComparing(ErrorKey::agent)
                    .thenComparing(ErrorKey::errorCode);

    static SortedMap<ErrorKey, Long> counted(List<RequestEvent> events) {
        SortedMap<ErrorKey, Long> errors = new TreeMap<>();
        for (RequestEvent event : events) {
            String code = event.outcome().errorCode();
            if (code != null) {
                errors.merge(
                        new ErrorKey(
                                event.startedAt().truncatedTo(ChronoUnit.HOURS),
                                event.workspace().value(),
                                event.agent().value(),
                                code),
                        1L,
                        Long::sum);
            }
        }
        return errors;
    }

    @Override
    public int compareTo(ErrorKey other) {
        return ORDER.compare(this, other);
    }
}
