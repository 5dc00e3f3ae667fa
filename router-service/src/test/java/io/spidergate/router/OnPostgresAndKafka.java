package io.spidergate.router;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.fixtures.IdentityFixture;
import io.spidergate.fixtures.KafkaFixture;
import io.spidergate.fixtures.PostgresFixture;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The one set of test resources, so that the application starts once for all classes that carry
/// it.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@WithTestResource(PostgresFixture.class)
@WithTestResource(KafkaFixture.class)
@WithTestResource(SimulatorAddress.class)
@WithTestResource(PlayedVault.class)
@WithTestResource(
        value = IdentityFixture.class,
        initArgs = @ResourceArg(name = "name", value = ServiceName.ROUTER))
public @interface OnPostgresAndKafka {}
