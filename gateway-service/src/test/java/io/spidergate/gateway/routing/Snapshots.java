package io.spidergate.gateway.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.spidergate.contracts.routing.RoutingSnapshot;
import java.time.Instant;
import java.util.List;

/// Small snapshots for tests.
final class Snapshots {

    static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .build();

    private Snapshots() {}

    static RoutingSnapshot empty(long version) {
        return new RoutingSnapshot(
                version,
                Instant.parse("2026-11-22T10:00:00Z"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0);
    }
}
