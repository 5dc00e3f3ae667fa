package io.spidergate.gateway.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.RequestId;
import io.spidergate.contracts.id.WorkspaceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Events and settings for the journal's tests.
final class Events {

    static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .build();

    static final ObjectWriter WRITER = JSON.writerFor(RequestEvent.class);

    private Events() {}

    static RequestEvent numbered(int number) {
        return withPrompt(number, "What is the capital of France?");
    }

    /// What is told of a request whose process ended.
    static RequestEvent interrupted(int number, String requestedModel) {
        return event(
                number,
                requestedModel,
                new RequestEvent.Outcome(
                        RequestEvent.Result.INTERRUPTED,
                        0,
                        null,
                        RequestEvent.Fault.GATEWAY,
                        null,
                        false),
                null);
    }

    static RequestEvent withPrompt(int number, String prompt) {
        return event(
                number,
                "spideriq/coding",
                new RequestEvent.Outcome(
                        RequestEvent.Result.COMPLETED, 200, null, null, "stop", false),
                new RequestEvent.Capture(prompt, "Paris.", false));
    }

    private static RequestEvent event(
            int number,
            String requestedModel,
            RequestEvent.Outcome outcome,
            RequestEvent.Capture capture) {
        return new RequestEvent(
                1,
                new RequestId("req_" + number),
                Instant.parse("2026-11-22T10:00:00Z"),
                "gateway-1",
                new WorkspaceId("ws_default"),
                new AgentId("agt_tester"),
                "tester",
                "abcdefghijkl",
                "/chat/completions",
                requestedModel,
                "llama-3.3-70b-versatile",
                "groq",
                true,
                outcome,
                new RequestEvent.Usage(120, 0, 350, RequestEvent.Evidence.MEASURED),
                new RequestEvent.Cost(0, RequestEvent.Basis.FREE),
                null,
                null,
                new RequestEvent.Timing(120, 310L, 220_000L, 900_000),
                PlanRecord.NONE,
                List.of(),
                capture);
    }

    static DiskJournal.Settings settings(Path directory) {
        return new DiskJournal.Settings(
                directory,
                1024 * 1024,
                64L * 1024 * 1024,
                1024 * 1024,
                false,
                Duration.ofSeconds(10));
    }
}
