package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.PlanRecord.ExclusionRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.money.TokenPrice;
import io.spidergate.routing.Candidate;
import io.spidergate.routing.Exclusion;
import io.spidergate.routing.Exclusion.Reason;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PaidBecauseTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/v1");
    private static final Candidate FREE = candidate("free", TokenPrice.FREE);
    private static final Candidate PAID = candidate("paid", Landscape.ONE_AND_TWO);

    @Test
    void whatCostNothingNeedsNoReason() {
        assertThat(
                        new PaidBecause(List.of(FREE), List.of(FREE), List.of())
                                .of(List.of(), List.of()))
                .isNull();
    }

    @Test
    void somethingFreeStoodBehind() {
        assertThat(reason(List.of(PAID, FREE), List.of(PAID, FREE))).isEqualTo("preferred");
    }

    @Test
    void theCallerDidNotWantWhatIsFree() {
        assertThat(reason(List.of(FREE, PAID), List.of(PAID))).isEqualTo("excluded_by_caller");
    }

    @Test
    void whatIsFreeWasPassedOverWhenItWasItsTurn() {
        List<ExclusionRecord> skipped =
                List.of(new ExclusionRecord(FREE.deployment().id(), "quota_empty", ""));

        assertThat(
                        new PaidBecause(List.of(FREE, PAID), List.of(FREE, PAID), List.of())
                                .of(List.of(attempt(PAID, Basis.PRICED)), skipped))
                .isEqualTo("quota_empty");
    }

    @Test
    void whatIsFreeFailed() {
        assertThat(
                        new PaidBecause(List.of(FREE, PAID), List.of(FREE, PAID), List.of())
                                .of(
                                        List.of(
                                                attempt(FREE, Basis.NONE),
                                                attempt(PAID, Basis.PRICED)),
                                        List.of()))
                .isEqualTo("free_failed");
    }

    @ParameterizedTest
    @CsvSource({
        "NO_CREDENTIAL,    QUOTA_EMPTY,   quota_empty",
        "LACKS_CAPABILITY, COOLING,       cooling",
        "LACKS_CAPABILITY, NO_CREDENTIAL, no_credential",
        "TRAINS_ON_DATA,   LACKS_CAPABILITY, trains_on_data",
    })
    void amongThoseThatWerePassedOverTheNearestTellsWhy(Reason one, Reason other, String expected) {
        assertThat(reason(excluded(FREE, one), excluded(FREE, other))).isEqualTo(expected);
        assertThat(reason(excluded(FREE, other), excluded(FREE, one))).isEqualTo(expected);
    }

    @Test
    void whatCostsIsNoReason() {
        assertThat(reason(excluded(PAID, Reason.COOLING))).isEqualTo("none_free");
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class, names = "NOT_FREE", mode = EnumSource.Mode.EXCLUDE)
    void everyReasonIsToldByItsOwnName(Reason reason) {
        assertThat(reason(excluded(FREE, reason))).isEqualTo(reason.code());
    }

    private static String reason(Exclusion... exclusions) {
        return new PaidBecause(List.of(PAID), List.of(PAID), Arrays.asList(exclusions))
                .of(List.of(attempt(PAID, Basis.PRICED)), List.of());
    }

    private static String reason(List<Candidate> chain, List<Candidate> wanted) {
        return new PaidBecause(chain, wanted, List.of())
                .of(List.of(attempt(PAID, Basis.PRICED)), List.of());
    }

    private static AttemptRecord attempt(Candidate candidate, Basis basis) {
        DeploymentRoute route = candidate.deployment();
        return new AttemptRecord(
                1,
                route.id(),
                route.provider(),
                route.account(),
                null,
                route.upstreamModel(),
                0,
                null,
                null,
                1,
                200,
                null,
                null,
                null,
                new RequestEvent.Usage(1, 0, 1, RequestEvent.Evidence.MEASURED),
                new RequestEvent.Cost(0, basis),
                List.of(),
                null);
    }

    private static Exclusion excluded(Candidate candidate, Reason reason) {
        return new Exclusion(candidate.deployment(), reason, "detail", null);
    }

    private static Candidate candidate(String provider, TokenPrice price) {
        var table =
                new Landscape()
                        .provider(provider, NOWHERE)
                        .deployment(provider, "m", price)
                        .table();
        var route = table.snapshot().deployments().getFirst();
        return new Candidate(route, table.provider(provider), null, route.credentials(), Map.of());
    }
}
