package io.spidergate.gateway.connection;

import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/// How many event loops serve callers where nobody says: one core is left to the journal, Kafka and
/// the collector. More loops than cores would only take turns, at several times the latency.
public final class EventLoops implements ConfigSource {

    static final String PROPERTY = "quarkus.vertx.event-loops-pool-size";

    /// Below `application.properties` and all that an operator sets.
    private static final int ORDINAL = 200;

    private final String loops;

    public EventLoops() {
        this(Runtime.getRuntime().availableProcessors());
    }

    EventLoops(int cores) {
        this.loops = Integer.toString(Math.max(1, cores - 1));
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of(PROPERTY);
    }

    @Override
    public @Nullable String getValue(String name) {
        return name.equals(PROPERTY) ? loops : null;
    }

    @Override
    public String getName() {
        return "cores of this machine";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
