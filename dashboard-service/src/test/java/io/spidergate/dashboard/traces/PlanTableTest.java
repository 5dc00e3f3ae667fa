package io.spidergate.dashboard.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.gateway.PlanRecord.ExclusionRecord;
import io.spidergate.contracts.id.DeploymentId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTableTest {

    private static final ExclusionRecord COOLING = excluded("dep_a:default:m", "cooling");
    private static final ExclusionRecord NO_KEY = excluded("dep_b:default:m", "no_credential");

    @Test
    void whatHasNoKeyStandsApartFromWhatWasPassedOverForThisRequest() {
        assertThat(PlanTable.of(7, List.of(), List.of(NO_KEY, COOLING)))
                .isEqualTo(new PlanTable(7, List.of(), List.of(COOLING), List.of(NO_KEY)));
    }

    @Test
    void isEmptyOnlyWhereNothingWasPlannedAtAll() {
        assertThat(PlanTable.of(7, List.of(), List.of(NO_KEY)).isEmpty()).isFalse();
        assertThat(PlanTable.of(0, List.of(), List.of()).isEmpty()).isTrue();
    }

    private static ExclusionRecord excluded(String deployment, String reason) {
        return new ExclusionRecord(new DeploymentId(deployment), reason, null);
    }
}
