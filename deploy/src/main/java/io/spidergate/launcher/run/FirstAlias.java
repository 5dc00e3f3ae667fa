package io.spidergate.launcher.run;

import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.routing.Cooldowns;
import io.spidergate.routing.Exclusion;
import io.spidergate.routing.Plan;
import io.spidergate.routing.PlanRequest;
import io.spidergate.routing.Planner;
import io.spidergate.routing.Quotas;
import io.spidergate.routing.RoutingTable;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Which task alias the first request is to name: the gateway's own planner says which can serve
/// with the credentials at hand and under the alias's data policy, so the advice cannot differ from
/// the answer.
///
/// @param note for people, empty where there is nothing to explain
record FirstAlias(String alias, String note) {

    static final List<String> PREFERRED =
            List.of("spideriq/coding", "spideriq/chat", "spideriq/fast", "spideriq/free");

    private static final int FEW_TOKENS = 10;

    static FirstAlias of(RoutingSnapshot snapshot, Instant now) {
        RoutingTable table = RoutingTable.compile(snapshot);
        return PREFERRED.stream()
                .filter(alias -> plan(table, alias, now) instanceof Plan.Chain)
                .findFirst()
                .map(alias -> new FirstAlias(alias, whyNot(table, alias, now)))
                .orElseGet(FirstAlias::nothingServes);
    }

    /// Where the routing data is not to be had.
    static FirstAlias unknown() {
        return new FirstAlias(PREFERRED.getFirst(), "");
    }

    private static FirstAlias nothingServes() {
        return new FirstAlias(
                PREFERRED.getFirst(),
                "No provider can serve it yet: './spidergate provider add' brings one.");
    }

    /// What kept the best alias from being chosen, where a key is there and only the policy is
    /// against it.
    private static String whyNot(RoutingTable table, String chosen, Instant now) {
        String best = PREFERRED.getFirst();
        if (chosen.equals(best)
                || !(plan(table, best, now) instanceof Plan.NothingQualifies refused)) {
            return "";
        }
        return refused.exclusions().stream()
                .filter(e -> e.reason() == Exclusion.Reason.TRAINS_ON_DATA)
                .filter(e -> e.deployment().isCallable())
                .findFirst()
                .map(e -> "%s is not served by the keys at hand: %s.".formatted(best, e.detail()))
                .orElse("");
    }

    private static Plan plan(RoutingTable table, String alias, Instant now) {
        PlanRequest hello =
                new PlanRequest(
                        WorkspaceId.DEFAULT,
                        alias,
                        Set.of(Capability.CHAT),
                        FEW_TOKENS,
                        0,
                        Spending.PAID_OK,
                        List.of());
        return Planner.plan(table, hello, Cooldowns.NONE, Quotas.UNCOUNTED, now);
    }
}
