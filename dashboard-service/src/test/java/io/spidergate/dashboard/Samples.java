package io.spidergate.dashboard;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.billing.CapturePolicy;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Capture;
import io.spidergate.contracts.gateway.RequestEvent.Cost;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.gateway.RequestEvent.Outcome;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.contracts.gateway.RequestEvent.Timing;
import io.spidergate.contracts.gateway.RequestEvent.Usage;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.RequestId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.routing.ProviderView;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.contracts.traces.TraceDetail;
import io.spidergate.contracts.traces.TracePage;
import io.spidergate.contracts.traces.TraceStats;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What the other services say in these tests.
final class Samples {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private static final Usage NOTHING = new Usage(0, 0, 0, Evidence.NONE);

    private Samples() {}

    static AgentView agent(String name, long spent, Long budget) {
        return new AgentView(
                new AgentId("agt_" + name),
                new WorkspaceId("ws_default"),
                "abcdefghijkl",
                name,
                Set.of("gate:chat"),
                List.of(),
                Spending.PAID_OK,
                new AgentLimits(null, null, budget, false),
                false,
                false,
                null,
                null,
                CapturePolicy.GATEWAY,
                List.of(),
                null,
                true,
                START,
                spent,
                12);
    }

    static ProviderView provider(String name, boolean simulated, boolean configured) {
        return new ProviderView(
                name,
                name,
                URI.create("http://127.0.0.1:1/v1"),
                Dialect.OPENAI,
                AuthScheme.BEARER,
                "catalogue",
                simulated,
                true,
                configured,
                configured ? 1 : 0,
                List.of("a-model"),
                false,
                null,
                List.of(),
                null);
    }

    static TraceStats stats(long requests, long errors) {
        return new TraceStats(
                START,
                START.plusSeconds(7_200),
                requests,
                errors,
                1,
                1_000,
                2_000,
                1_250_000_000,
                840_000,
                2_400_000,
                List.of(
                        new TraceStats.Bucket(START, requests, errors, 1_250_000_000),
                        new TraceStats.Bucket(START.plusSeconds(3_600), 0, 0, 0)));
    }

    static TracePage.Row row(String id, String agent, String model) {
        return new TracePage.Row(
                new RequestId(id),
                START,
                new AgentId("agt_1"),
                agent,
                model,
                "llama-3.3",
                "groq",
                true,
                Result.COMPLETED,
                200,
                null,
                2,
                10,
                20,
                1_500_000,
                100_000L,
                1_240_000);
    }

    /// Rate limited at groq, then served by mistral.
    static TraceDetail fallback(String id, String agent, String model, String answer) {
        RequestEvent event =
                new RequestEvent(
                        1,
                        new RequestId(id),
                        START,
                        "gw-1",
                        new WorkspaceId("ws_default"),
                        new AgentId("agt_1"),
                        agent,
                        "abcdefghijkl",
                        "/chat/completions",
                        model,
                        "mistral-small",
                        "mistral",
                        false,
                        new Outcome(Result.COMPLETED, 200, null, null, "stop", false),
                        new Usage(10, 4, 20, Evidence.MEASURED),
                        new Cost(1_500_000, Basis.PRICED),
                        "quota_empty",
                        null,
                        new Timing(100, 300L, 600_000L, 1_240_000),
                        new PlanRecord(
                                41,
                                model,
                                List.of(
                                        new DeploymentId("dep_groq:default:llama"),
                                        new DeploymentId("dep_mistral:default:mistral-small")),
                                List.of(
                                        new PlanRecord.ExclusionRecord(
                                                new DeploymentId("dep_cerebras:default:llama"),
                                                "cooling",
                                                "until 10:01"))),
                        List.of(limited(), served()),
                        new Capture(
                                "{\"messages\":[{\"role\":\"user\",\"content\":\"Say hello\"}]}",
                                answer,
                                false));
        return new TraceDetail(
                event,
                List.of(
                        new TraceDetail.Span("request", 0, 0, 1_240_000, false, "200"),
                        new TraceDetail.Span("attempt 1", 1, 400, 300_000, true, "groq 429"),
                        new TraceDetail.Span("attempt 2", 1, 300_500, 939_500, false, "mistral")));
    }

    private static AttemptRecord limited() {
        return new AttemptRecord(
                1,
                new DeploymentId("dep_groq:default:llama"),
                "groq",
                "default",
                null,
                "llama",
                400,
                300_000L,
                null,
                300_400,
                429,
                FailureClass.RATE_LIMITED,
                "Rate limit reached",
                12_000L,
                NOTHING,
                new Cost(0, Basis.NONE),
                List.of(),
                null);
    }

    private static AttemptRecord served() {
        return new AttemptRecord(
                2,
                new DeploymentId("dep_mistral:default:mistral-small"),
                "mistral",
                "default",
                null,
                "mistral-small",
                300_500,
                500_000L,
                600_000L,
                1_240_000,
                200,
                null,
                null,
                null,
                new Usage(10, 4, 20, Evidence.MEASURED),
                new Cost(1_500_000, Basis.PRICED),
                List.of("top_k was left out: chat completions have none"),
                new AttemptRecord.Seam(1, 240));
    }
}
