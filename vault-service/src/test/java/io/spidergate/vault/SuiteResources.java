package io.spidergate.vault;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.spidergate.fixtures.IdentityFixture;
import io.spidergate.fixtures.KafkaFixture;
import io.spidergate.fixtures.PostgresFixture;

/// What every test of the running vault shares, so that it starts once.
@QuarkusTestResource(PostgresFixture.class)
@QuarkusTestResource(KafkaFixture.class)
@QuarkusTestResource(
        value = IdentityFixture.class,
        initArgs = @ResourceArg(name = "name", value = "vault-service"))
@QuarkusTestResource(Surroundings.class)
final class SuiteResources {

    private SuiteResources() {}
}
