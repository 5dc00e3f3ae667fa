package io.spidergate.traces;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Cost;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.gateway.RequestEvent.Fault;
import io.spidergate.contracts.gateway.RequestEvent.Outcome;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.contracts.gateway.RequestEvent.Timing;
import io.spidergate.contracts.gateway.RequestEvent.Usage;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.RequestId;
import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import java.util.List;

/// Request events as a gateway tells them.
public final class Events {

    public static final DeploymentId GROQ = new DeploymentId("dep_groq:default:llama");
    public static final DeploymentId MISTRAL = new DeploymentId("dep_mistral:default:small");

    private static final Usage NOTHING = new Usage(0, 0, 0, Evidence.NONE);
    private static final Cost NO_COST = new Cost(0, Basis.NONE);

    private Events() {}

    /// Completed at the first candidate after one second for 250 nano-USD.
    public static RequestEvent completed(String id, Instant startedAt, String agent) {
        return event(
                id,
                startedAt,
                agent,
                "spideriq/fast",
                new Outcome(Result.COMPLETED, 200, null, null, "stop", false),
                new Cost(250, Basis.PRICED),
                new Timing(100, 300L, 400_000L, 1_000_000),
                List.of(success(1, GROQ, 400, 1_000_000)));
    }

    /// Completed at the second candidate after two seconds, because the first was busy.
    public static RequestEvent fallback(String id, Instant startedAt, String agent) {
        return event(
                id,
                startedAt,
                agent,
                "spideriq/fast",
                new Outcome(Result.COMPLETED, 200, null, null, "stop", false),
                new Cost(1_000, Basis.PRICED),
                new Timing(100, 300L, 900_000L, 2_000_000),
                List.of(
                        failure(1, GROQ, 400, 500_000, FailureClass.RATE_LIMITED, 429),
                        success(2, MISTRAL, 500_100, 2_000_000)));
    }

    /// Completed at the first candidate at this cost.
    public static RequestEvent served(
            String id, Instant startedAt, String agent, String model, Cost cost, String because) {
        RequestEvent event =
                event(
                        id,
                        startedAt,
                        agent,
                        model,
                        new Outcome(Result.COMPLETED, 200, null, null, "stop", false),
                        cost,
                        new Timing(100, 300L, 400_000L, 1_000_000),
                        List.of(success(1, GROQ, 400, 1_000_000)));
        return with(event, because, event.plan());
    }

    /// Asked for what nobody has.
    public static RequestEvent unknownModel(
            String id, Instant startedAt, String agent, String model) {
        return event(
                id,
                startedAt,
                agent,
                model,
                new Outcome(Result.REFUSED, 404, "model_not_found", Fault.CALLER, null, false),
                NO_COST,
                new Timing(100, null, null, 150),
                List.of());
    }

    /// One had no quota left, the next was refused for want of it, the third served.
    public static RequestEvent refusedThenServed(
            String id, Instant startedAt, String agent, String model) {
        DeploymentId groq = new DeploymentId("dep_groq:default:" + model);
        DeploymentId mistral = new DeploymentId("dep_mistral:default:" + model);
        RequestEvent event =
                event(
                        id,
                        startedAt,
                        agent,
                        "spideriq/fast",
                        new Outcome(Result.COMPLETED, 200, null, null, "stop", false),
                        new Cost(250, Basis.PRICED),
                        new Timing(100, 300L, 900_000L, 2_000_000),
                        List.of(
                                failure(1, groq, 400, 500_000, FailureClass.RATE_LIMITED, 429),
                                success(2, mistral, 500_100, 2_000_000)));
        PlanRecord plan =
                new PlanRecord(
                        7,
                        "spideriq/fast",
                        List.of(groq, mistral),
                        List.of(
                                new PlanRecord.ExclusionRecord(
                                        new DeploymentId("dep_nvidia:team:" + model),
                                        "quota_empty",
                                        "until noon"),
                                new PlanRecord.ExclusionRecord(
                                        new DeploymentId("dep_zai:team:" + model),
                                        "cooling",
                                        "until noon")));
        return with(event, null, plan);
    }

    private static RequestEvent with(RequestEvent event, String paidBecause, PlanRecord plan) {
        return new RequestEvent(
                event.schema(),
                event.requestId(),
                event.startedAt(),
                event.gatewayId(),
                event.workspace(),
                event.agent(),
                event.agentName(),
                event.tokenRef(),
                event.endpoint(),
                event.requestedModel(),
                event.servedModel(),
                event.servedProvider(),
                event.streamed(),
                event.outcome(),
                event.usage(),
                event.cost(),
                paidBecause,
                event.budgetGrants(),
                event.timing(),
                plan,
                event.attempts(),
                event.capture());
    }

    /// Every candidate failed.
    public static RequestEvent failed(String id, Instant startedAt, String agent) {
        return event(
                id,
                startedAt,
                agent,
                "spideriq/coding",
                new Outcome(
                        Result.FAILED, 503, "all_providers_failed", Fault.UPSTREAM, null, false),
                NO_COST,
                new Timing(100, 300L, null, 3_000_000),
                List.of(failure(1, GROQ, 400, 3_000_000, FailureClass.SERVER_ERROR, 500)));
    }

    /// Refused before any attempt.
    public static RequestEvent refused(String id, Instant startedAt, String agent) {
        return event(
                id,
                startedAt,
                agent,
                "spideriq/coding",
                new Outcome(Result.REFUSED, 402, "budget_exceeded", Fault.CALLER, null, false),
                NO_COST,
                new Timing(100, null, null, 150),
                List.of());
    }

    public static RequestEvent event(
            String id,
            Instant startedAt,
            String agent,
            String model,
            Outcome outcome,
            Cost cost,
            Timing timing,
            List<AttemptRecord> attempts) {
        boolean served = outcome.result() == Result.COMPLETED;
        return new RequestEvent(
                1,
                new RequestId(id),
                startedAt,
                "gw-1",
                new WorkspaceId("ws_default"),
                new AgentId("agt_" + agent),
                agent,
                "abcdefghijkl",
                "/chat/completions",
                model,
                served ? attempts.getLast().upstreamModel() : null,
                served ? attempts.getLast().provider() : null,
                false,
                outcome,
                served ? new Usage(10, 0, 20, Evidence.MEASURED) : NOTHING,
                cost,
                null,
                null,
                timing,
                outcome.result() == Result.REFUSED
                        ? PlanRecord.NONE
                        : new PlanRecord(7, model, List.of(GROQ, MISTRAL), List.of()),
                attempts,
                null);
    }

    public static AttemptRecord success(
            int number, DeploymentId deployment, long startedUs, long endedUs) {
        return attempt(number, deployment, startedUs, endedUs, 200, null);
    }

    public static AttemptRecord failure(
            int number,
            DeploymentId deployment,
            long startedUs,
            long endedUs,
            FailureClass failure,
            int status) {
        return attempt(number, deployment, startedUs, endedUs, status, failure);
    }

    private static AttemptRecord attempt(
            int number,
            DeploymentId deployment,
            long startedUs,
            long endedUs,
            int status,
            FailureClass failure) {
        String[] parts = deployment.value().substring("dep_".length()).split(":");
        return new AttemptRecord(
                number,
                deployment,
                parts[0],
                parts[1],
                null,
                parts[2],
                startedUs,
                startedUs,
                null,
                endedUs,
                status,
                failure,
                null,
                null,
                failure == null ? new Usage(10, 0, 20, Evidence.MEASURED) : NOTHING,
                failure == null ? new Cost(250, Basis.PRICED) : NO_COST,
                List.of(),
                null);
    }
}
