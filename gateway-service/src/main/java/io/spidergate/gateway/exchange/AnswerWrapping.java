package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.gateway.allowance.AllowanceDecision;
import io.spidergate.gateway.allowance.AllowanceDecision.BudgetStanding;
import io.spidergate.gateway.answer.AnswerMetadata;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// What stands around an answer: headers and metadata. Pure.
final class AnswerWrapping {

    private static final Duration JOURNAL_RETRY = Duration.ofSeconds(2);

    private AnswerWrapping() {}

    static Map<String, String> headers(
            DeploymentRoute firstChoice,
            DeploymentId served,
            AllowanceDecision.Taken taken,
            Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!served.equals(firstChoice.id())) {
            headers.put(
                    "X-SpiderGate-Fallback-From",
                    firstChoice.provider() + "/" + firstChoice.upstreamModel());
        }
        headers.putAll(AllowanceRefusal.standing(taken.rates(), now));
        BudgetStanding warning = taken.budgetWarning();
        if (warning != null) {
            headers.put(
                    "X-SpiderGate-Budget-Warning",
                    "%s of %s spent of %s; resets at %s"
                            .formatted(
                                    warning.spent(),
                                    warning.cap(),
                                    AllowanceRefusal.name(warning),
                                    warning.resetsAt()));
        }
        return headers;
    }

    static byte[] withMetadata(
            byte[] json,
            AttemptRecord served,
            DeploymentRoute firstChoice,
            String requestedModel,
            ExchangeLog log,
            boolean withTrace) {
        var metadata =
                new AnswerMetadata(
                        served.provider(),
                        served.upstreamModel(),
                        log.elapsedUs() / 1_000,
                        Charge.sum(log.attempts()).cost(),
                        log.paidBecause(),
                        false,
                        !served.deployment().equals(firstChoice.id()),
                        requestedModel);
        return withTrace
                ? metadata.addedTo(json, log.attempts(), log.plan())
                : metadata.addedTo(json);
    }

    static GatewayError notWrittenDown() {
        return GatewayError.of(
                        ErrorCode.SERVICE_UNAVAILABLE, "the request could not be written down")
                .retryAfter(JOURNAL_RETRY);
    }
}
