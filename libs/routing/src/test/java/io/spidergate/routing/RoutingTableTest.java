package io.spidergate.routing;

import static io.spidergate.routing.Snapshots.alias;
import static io.spidergate.routing.Snapshots.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingTableTest {

    @Test
    void findsEverythingByItsName() {
        RoutingTable table = RoutingTable.compile(Snapshots.of(List.of(deployment("a"))));

        assertThat(table.version()).isEqualTo(7);
        assertThat(table.deployment(deployment("a").id())).isEqualTo(deployment("a"));
        assertThat(table.deployment(new DeploymentId("dep_x"))).isNull();
        assertThat(table.provider("open")).isEqualTo(Snapshots.provider("open", false));
        assertThat(table.model("m")).isEqualTo(table.models().getFirst());
        assertThat(table.alias("none")).isNull();
        AliasRoute task =
                alias("task", Strategy.FREE_FIRST, List.of(List.of(deployment("a").id())));
        assertThat(RoutingTable.compile(Snapshots.of(List.of(deployment("a")), task)).alias("task"))
                .isEqualTo(task);
    }

    @Test
    void refusesASnapshotThatNamesWhatItDoesNotHave() {
        assertThatThrownBy(() ->
                        RoutingTable.compile(
                                Snapshots.of(
                                        List.of(),
                                        alias(
                                                "task",
                                                Strategy.FREE_FIRST,
                                                List.of(List.of(new DeploymentId("dep_x")))))))
                .hasMessage("the snapshot names deployment dep_x, but does not have it");
    }

    @Test
    void refusesTheSameDeploymentTwice() {
        assertThatThrownBy(() ->
                        RoutingTable.compile(
                                Snapshots.of(List.of(deployment("a"), deployment("a")))))
                .hasMessage("the snapshot has deployment 'dep_open:default:a' twice");
    }
}
