package io.spidergate.gateway.answer;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Cost;
import io.spidergate.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `spidergate_metadata` of a plain answer, written into the provider's bytes without touching the
/// rest of them.
///
/// @param providerModel as the provider calls it
/// @param latencyMs from the request's arrival to the whole answer
/// @param cost absent in the answer where unpriced: unknown is not zero
/// @param paidBecause why something that costs was used; absent where nothing was spent
/// @param requestedModel as the caller named it
public record AnswerMetadata(
        String provider,
        String providerModel,
        long latencyMs,
        Cost cost,
        @Nullable String paidBecause,
        boolean cacheHit,
        boolean fallbackUsed,
        String requestedModel) {

    /// Money in plain digits: not every reader of JSON likes `0E-9`.
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

    /// @param json an object that is not empty
    public byte[] addedTo(byte[] json) {
        return spliced(json, node());
    }

    /// With every attempt and every deployment that was passed over.
    public byte[] addedTo(byte[] json, List<AttemptRecord> attempts, PlanRecord plan) {
        ObjectNode node = node();
        node.set("route_trace", trace(attempts, plan));
        return spliced(json, node);
    }

    private ObjectNode node() {
        ObjectNode node = JSON.createObjectNode();
        node.put("provider", provider);
        node.put("provider_model", providerModel);
        node.put("latency_ms", latencyMs);
        if (cost.basis() != Basis.UNPRICED) {
            node.put("cost_usd", Money.ofNanoUsd(cost.nanoUsd()).usd());
        }
        if (paidBecause != null) {
            node.put("paid_because", paidBecause);
        }
        node.put("cache_hit", cacheHit);
        node.put("fallback_used", fallbackUsed);
        node.put("original_model", requestedModel);
        return node;
    }

    private static ObjectNode trace(List<AttemptRecord> attempts, PlanRecord plan) {
        ObjectNode trace = JSON.createObjectNode();
        trace.put("snapshot_version", plan.snapshotVersion());
        trace.put("alias", plan.alias());
        if (plan.share() != null) {
            trace.put("share", plan.share());
        }
        ArrayNode candidates = trace.putArray("candidates");
        plan.candidates().forEach(candidate -> candidates.add(candidate.value()));
        ArrayNode tried = trace.putArray("attempts");
        attempts.forEach(attempt -> tried.add(told(attempt)));
        ArrayNode excluded = trace.putArray("excluded");
        for (PlanRecord.ExclusionRecord exclusion : plan.exclusions()) {
            excluded.addObject()
                    .put("deployment", exclusion.deployment().value())
                    .put("reason", exclusion.reason())
                    .put("detail", exclusion.detail());
        }
        return trace;
    }

    private static ObjectNode told(AttemptRecord attempt) {
        ObjectNode node = JSON.createObjectNode();
        node.put("attempt", attempt.number());
        node.put("deployment", attempt.deployment().value());
        node.put("provider", attempt.provider());
        node.put("model", attempt.upstreamModel());
        node.put("started_ms", attempt.startedUs() / 1_000);
        node.put("latency_ms", (attempt.endedUs() - attempt.startedUs()) / 1_000);
        node.put("status", attempt.httpStatus());
        node.put(
                "failure",
                attempt.failureClass() == null
                        ? null
                        : attempt.failureClass().name().toLowerCase(Locale.ROOT));
        node.put("message", attempt.failureMessage());
        return node;
    }

    private static byte[] spliced(byte[] json, ObjectNode node) {
        byte[] added;
        try {
            added =
                    JSON.writeValueAsBytes(
                            JSON.createObjectNode().set("spidergate_metadata", node));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int brace = json.length - 1;
        while (json[brace] != '}') {
            brace--;
        }
        byte[] out = new byte[brace + added.length];
        System.arraycopy(json, 0, out, 0, brace);
        out[brace] = ',';
        System.arraycopy(added, 1, out, brace + 1, added.length - 1);
        return out;
    }
}
