package io.spidergate.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.Engine;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.fixtures.IdentityFixture;
import io.spidergate.fixtures.PostgresFixture;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What one line of the list says.
@QuarkusTest
@QuarkusTestResource(PostgresFixture.class)
@QuarkusTestResource(PlayedPeers.class)
@QuarkusTestResource(
        value = IdentityFixture.class,
        initArgs = @ResourceArg(name = "name", value = ServiceName.DASHBOARD))
class TraceRowsTest {

    @Inject Engine engine;

    @Test
    void theServedModelIsNamedWhereItIsNotTheRequestedOne() {
        assertThat(rendered("spideriq/fast"))
                .contains("<code>spideriq/fast</code><span class=\"arrow\"")
                .contains("<code>llama-3.3</code>");
    }

    @Test
    void aModelThatServedUnderItsOwnNameIsNamedOnce() {
        assertThat(rendered("llama-3.3")).containsOnlyOnce("llama-3.3").doesNotContain("arrow");
    }

    private String rendered(String requested) {
        return engine.getTemplate("rows")
                .data("rows", List.of(Samples.row("req_1", "writer", requested)))
                .render();
    }
}
