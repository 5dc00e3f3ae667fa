package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.protocol.AskedRequest;
import io.spidergate.routing.Candidate;
import io.spidergate.routing.RoutingTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plan in words for people and programs. Pure.
final class Explanation {

    private Explanation() {}

    /// @param conversation how it is known, where the request goes on with one
    static Map<String, Object> of(
            RoutingTable table,
            AskedRequest request,
            RequestPlan plan,
            Knowledge known,
            @Nullable String conversation) {
        PlanRecord record = plan.record();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("object", "routing.plan");
        told.put("requested_model", request.model());
        told.put("alias", record.alias());
        if (record.share() != null) {
            told.put("share", record.share());
        }
        told.put("snapshot_version", record.snapshotVersion());
        told.put("prompt_tokens", request.promptTokens());
        if (conversation != null) {
            told.put("conversation", conversation);
        }
        switch (plan) {
            case RequestPlan.Serve serve -> {
                told.put("would", "serve");
                told.put("candidates", candidates(serve.candidates(), request, known));
            }
            case RequestPlan.Refuse(PlanRecord refused, GatewayError error) -> {
                told.put("would", "refuse");
                told.put("candidates", List.of());
                told.put("error", error(error));
            }
        }
        told.put("exclusions", exclusions(table, record));
        return told;
    }

    private static List<Map<String, Object>> candidates(
            List<Candidate> candidates, AskedRequest request, Knowledge known) {
        List<Map<String, Object>> told = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            Map<String, Object> one = deployment(candidate.deployment());
            one.put("cost", cost(candidate.deployment()));
            one.put(
                    "max_cost_usd",
                    WorstCase.of(candidate.deployment(), request, request.choices(), known.scales())
                            .plainUsd());
            if (candidate.pool() != null) {
                one.put("quota_pool", candidate.pool().id());
                one.put("quota_slack", known.quotas().slack(candidate.pool()));
            }
            told.add(one);
        }
        return told;
    }

    private static List<Map<String, Object>> exclusions(RoutingTable table, PlanRecord record) {
        List<Map<String, Object>> told = new ArrayList<>(record.exclusions().size());
        for (PlanRecord.ExclusionRecord exclusion : record.exclusions()) {
            DeploymentRoute route = table.deployment(exclusion.deployment());
            Map<String, Object> one = route == null ? new LinkedHashMap<>() : deployment(route);
            one.put("reason", exclusion.reason());
            one.put("detail", exclusion.detail());
            told.add(one);
        }
        return told;
    }

    private static Map<String, Object> deployment(DeploymentRoute route) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("deployment", route.id().value());
        told.put("provider", route.provider());
        told.put("account", route.account());
        told.put("model", route.upstreamModel());
        return told;
    }

    private static String cost(DeploymentRoute route) {
        if (route.costsNothing()) {
            return route.subscription() ? "subscription" : "free";
        }
        return route.price() == null ? "unpriced" : "paid";
    }

    private static Map<String, @Nullable Object> error(GatewayError error) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("status", error.code().status());
        told.put("code", error.code().wireName());
        told.put("message", error.message());
        return told;
    }
}
