package io.spidergate.dashboard;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.fixtures.IdentityFixture;
import io.spidergate.fixtures.PostgresFixture;

/// What every test of the running dashboard shares, so that it starts once.
@QuarkusTestResource(PostgresFixture.class)
@QuarkusTestResource(PlayedPeers.class)
@QuarkusTestResource(
        value = IdentityFixture.class,
        initArgs = @ResourceArg(name = "name", value = ServiceName.DASHBOARD))
final class SuiteResources {

    private SuiteResources() {}
}
