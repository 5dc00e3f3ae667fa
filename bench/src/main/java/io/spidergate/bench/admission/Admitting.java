package io.spidergate.bench.admission;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.gateway.admission.Admission;
import io.spidergate.gateway.admission.AdmissionDecision;
import io.spidergate.gateway.admission.AgentTokens;
import io.spidergate.gateway.admission.KafkaTokenIndex;
import io.spidergate.gateway.admission.Recognition;
import io.spidergate.gateway.admission.jwt.JwtFacts;
import io.spidergate.gateway.allowance.AllowanceConfig;
import io.spidergate.gateway.allowance.AllowanceDecision;
import io.spidergate.gateway.allowance.Estimate;
import io.spidergate.gateway.allowance.GrantedAllowances;
import io.spidergate.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Lets one of a hundred thousand agents in: its token, its scope, and all six of its limits.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class Admitting {

    private static final int CHOSEN = 4_711;
    private static final Money CENT = Money.ofUsd("0.01");
    private static final Estimate ESTIMATE = new Estimate(CENT, 1_200, 1_200);

    private final String secret = ManyTokens.secret(CHOSEN);
    private final Admission admission = new Admission(new Known(), Clock.systemUTC());
    private final GrantedAllowances allowances =
            new GrantedAllowances(
                    new GenerousBilling(),
                    new Settings(),
                    "gw_bench",
                    Clock.systemUTC(),
                    System::nanoTime);

    @Benchmark
    public AdmissionDecision token() {
        return admission.decide(secret, "gate:chat");
    }

    @Benchmark
    public AllowanceDecision whole() {
        if (!(token() instanceof AdmissionDecision.Admitted(AgentToken admitted))) {
            throw new IllegalStateException("the bearer of the secret was not admitted");
        }
        AllowanceDecision decision =
                allowances.take(admitted, ESTIMATE).toCompletableFuture().join();
        if (!(decision instanceof AllowanceDecision.Taken taken)) {
            throw new IllegalStateException("refused though there is plenty: " + decision);
        }
        taken.reservation().settle(CENT, 900);
        return decision;
    }

    private static final class Known implements AgentTokens {

        private final KafkaTokenIndex index = new KafkaTokenIndex();

        Known() {
            for (int number = 0; number < ManyTokens.COUNT; number++) {
                index.hear(ManyTokens.ref(number), ManyTokens.token(number));
            }
        }

        @Override
        public @Nullable AgentToken byRef(String tokenRef) {
            return index.byRef(tokenRef);
        }

        @Override
        public Recognition recognise(JwtFacts facts) {
            return index.recognise(facts);
        }

        @Override
        public boolean isComplete() {
            return true;
        }
    }

    private record Settings() implements AllowanceConfig {

        @Override
        public Duration tick() {
            return Duration.ofMillis(250);
        }

        @Override
        public Duration idle() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(3);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofMillis(500);
        }
    }
}
