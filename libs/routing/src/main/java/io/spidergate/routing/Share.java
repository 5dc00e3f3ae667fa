package io.spidergate.routing;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.AliasShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A part of an alias's conversations, with the chain that these ask.
///
/// Laws: a lot always draws the same; shares get what they are to get of many lots; a share that
/// ended, or that nobody has a deployment for, draws none; what its model cannot serve the alias's
/// chain does.
///
/// @param below of a lot that is from 0 to 9,999 those below this one, as far as no share before it
///   has them
record Share(int below, CompiledChain chain) {

    private static final int LOTS = 10_000;
    private static final double LOTS_A_PERCENT = LOTS / 100.0;

    /// @param workspace absent for those without shares and deployments of their own
    static List<Share> of(
            AliasRoute alias,
            @Nullable WorkspaceId workspace,
            Map<DeploymentId, Routable> routables) {
        List<Share> shares = new ArrayList<>();
        double percent = 0;
        for (AliasShare share : alias.sharesOf(workspace)) {
            if (share.isDrawn()) {
                percent += share.percent();
                shares.add(
                        new Share(
                                (int) Math.round(percent * LOTS_A_PERCENT),
                                chain(alias, share, workspace, routables)));
            }
        }
        return shares;
    }

    static CompiledChain drawn(CompiledChain chain, long lot) {
        long key = lot ^ String.valueOf(chain.alias()).hashCode();
        int drawn = (int) Long.remainderUnsigned(Affinity.mixed(key), LOTS);
        for (Share share : chain.shares()) {
            if (drawn < share.below) {
                return share.chain;
            }
        }
        return chain;
    }

    private static CompiledChain chain(
            AliasRoute alias,
            AliasShare share,
            @Nullable WorkspaceId workspace,
            Map<DeploymentId, Routable> routables) {
        List<List<DeploymentId>> tiers =
                Stream.concat(Stream.of(share.deployments()), alias.tiers().stream()).toList();
        return CompiledChain.of(alias, share.model(), tiers, workspace, routables);
    }
}
