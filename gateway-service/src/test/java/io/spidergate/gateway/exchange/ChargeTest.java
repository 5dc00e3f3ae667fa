package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.llm.answer.Usage;
import io.spidergate.money.TokenPrice;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ChargeTest {

    private static final Usage MEASURED = new Usage(100, 40, 10, 0);

    @Test
    void chargesWhatWasMeasuredAndTheCachedPartForLess() {
        Charge charge = Charge.of(route(Landscape.ONE_AND_TWO), MEASURED, 7, 7);
        assertThat(charge.usage())
                .isEqualTo(new RequestEvent.Usage(100, 40, 10, Evidence.MEASURED));
        assertThat(charge.cost().nanoUsd()).isEqualTo(60 * 1_000 + 40 * 100 + 10 * 2_000);
    }

    @Test
    void namesThePriceAndOwesWhatAWorkspacesOwnKeyCostsToNobody() {
        Charge pooled = Charge.of(route(Landscape.ONE_AND_TWO), MEASURED, 7, 7);
        assertThat(pooled.cost().price()).isEqualTo(Landscape.ONE_AND_TWO.version());
        assertThat(pooled.cost().ownKeyNanoUsd()).isZero();

        WorkspaceId acme = new WorkspaceId("ws_acme");
        DeploymentRoute own =
                new Landscape()
                        .provider("p", URI.create("http://127.0.0.1:9/v1"))
                        .deployment("p", "m", Landscape.ONE_AND_TWO)
                        .ownedBy(acme)
                        .table()
                        .deployment(Landscape.ownId("p", acme, "m"));
        Charge charge = Charge.of(own, MEASURED, 7, 7);
        assertThat(charge.cost().nanoUsd()).isEqualTo(pooled.cost().nanoUsd());
        assertThat(charge.cost().ownKeyNanoUsd()).isEqualTo(pooled.cost().nanoUsd());
    }

    @Test
    void estimatesWhereNothingWasSaidAndSaysSo() {
        Charge charge = Charge.of(route(Landscape.ONE_AND_TWO), null, 7, 5);
        assertThat(charge.usage()).isEqualTo(new RequestEvent.Usage(7, 0, 5, Evidence.ESTIMATED));
        assertThat(charge.cost().basis()).isEqualTo(Basis.PRICED);
        assertThat(Charge.of(route(TokenPrice.FREE), new Usage(0, 0, 0, 0), 7, 5).usage())
                .isEqualTo(charge.usage());
    }

    @Test
    void unpricedIsNotFree() {
        assertThat(Charge.of(route(null), MEASURED, 0, 0).cost())
                .isEqualTo(new RequestEvent.Cost(0, Basis.UNPRICED));
        assertThat(Charge.of(route(TokenPrice.FREE), MEASURED, 0, 0).cost())
                .isEqualTo(new RequestEvent.Cost(0, Basis.FREE));
    }

    @Test
    void aFailedAttemptCostsNothingUnlessItsProviderSaidSo() {
        assertThat(Charge.ofFailed(route(Landscape.ONE_AND_TWO), null)).isEqualTo(Charge.NOTHING);
        assertThat(Charge.ofFailed(route(Landscape.ONE_AND_TWO), MEASURED).cost().nanoUsd())
                .isPositive();
    }

    private static DeploymentRoute route(TokenPrice price) {
        return new Landscape()
                .provider("p", URI.create("http://127.0.0.1:9/v1"))
                .deployment("p", "m", price)
                .table()
                .deployment(Landscape.id("p", "m"));
    }
}
