package io.spidergate.gateway.testgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.gateway.admission.AgentTokens;
import io.spidergate.gateway.admission.KafkaTokenIndex;
import io.spidergate.gateway.admission.Recognition;
import io.spidergate.gateway.admission.jwt.JwtFacts;
import io.spidergate.gateway.allowance.AllowanceDecision;
import io.spidergate.gateway.allowance.Allowances;
import io.spidergate.gateway.allowance.Estimate;
import io.spidergate.gateway.allowance.Reservation;
import io.spidergate.gateway.credential.CredentialLeases;
import io.spidergate.gateway.credential.Secret;
import io.spidergate.gateway.journal.RequestJournal;
import io.spidergate.gateway.quota.DeskInMemory;
import io.spidergate.gateway.routing.RoutingTables;
import io.spidergate.money.Money;
import io.spidergate.routing.RoutingTable;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.awaitility.Awaitility;

/// What the gateway reaches through its ports, held in memory and set by tests.
public final class MemoryPorts {

    public static final List<Class<?>> ALL =
            List.of(
                    Tables.class,
                    Tokens.class,
                    Leases.class,
                    Journal.class,
                    Allowance.class,
                    DeskInMemory.class);

    private MemoryPorts() {}

    @Alternative
    @Singleton
    public static class Tables implements RoutingTables {

        private volatile RoutingTable table;

        public void set(RoutingTable other) {
            table = other;
        }

        @Override
        public RoutingTable current() {
            return table;
        }
    }

    @Alternative
    @Singleton
    public static class Tokens implements AgentTokens {

        private final KafkaTokenIndex index = new KafkaTokenIndex();
        private volatile boolean complete = true;

        public void put(AgentToken token) {
            index.hear(token.tokenRef(), null); // whatever the version
            index.hear(token.tokenRef(), token);
        }

        public void setComplete(boolean complete) {
            this.complete = complete;
        }

        @Override
        public AgentToken byRef(String tokenRef) {
            return index.byRef(tokenRef);
        }

        @Override
        public Recognition recognise(JwtFacts facts) {
            return index.recognise(facts);
        }

        @Override
        public boolean isComplete() {
            return complete;
        }
    }

    /// An access key of AWS, as the simulator knows it.
    private static final String AWS_KEY = "AKIASIMULATED0000000:secret-of-AKIASIMULATED0000000";

    /// Every credential is open, its secret is its name behind the simulator's key prefix; those
    /// that are named for an agent hold that agent's token, for gateways behind gateways.
    @Alternative
    @Singleton
    public static class Leases implements CredentialLeases {

        public static final String AGENT = "cred_agent_";

        public static String secretOf(CredentialId credential) {
            if (credential.value().equals("cred_bedrock")) {
                return AWS_KEY;
            }
            if (credential.value().equals("cred_forger")) {
                return AWS_KEY + "x";
            }
            if (credential.value().equals("cred_chatgpt")) {
                return "sim-plan-token";
            }
            return credential.value().startsWith(AGENT)
                    ? Landscape.secret(credential.value().substring(AGENT.length()))
                    : "sim-" + credential.value();
        }

        @Override
        public Secret open(CredentialId credential) {
            return credential.value().endsWith("closed") ? null : new Secret(secretOf(credential));
        }
    }

    @Alternative
    @Singleton
    public static class Journal implements RequestJournal {

        private final List<RequestEvent> events = new CopyOnWriteArrayList<>();
        private final List<RequestEvent> underWay = new CopyOnWriteArrayList<>();
        private volatile boolean broken;

        public List<RequestEvent> events() {
            return List.copyOf(events);
        }

        /// Waits for as many; a caller may have its answer a moment before.
        public List<RequestEvent> await(int count) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(events).hasSize(count));
            return events();
        }

        /// What would be told if the process ended now, one for each attempt that began.
        public List<RequestEvent> underWay() {
            return List.copyOf(underWay);
        }

        public void clear() {
            underWay.clear();
            events.clear();
            broken = false;
        }

        public void breakDown() {
            broken = true;
        }

        @Override
        public boolean underWay(RequestEvent ifInterrupted) {
            underWay.add(ifInterrupted);
            return !broken;
        }

        @Override
        public CompletionStage<Void> append(RequestEvent event) {
            if (broken) {
                return CompletableFuture.failedFuture(new IllegalStateException("disk full"));
            }
            // from another thread, as the real one does
            return CompletableFuture.runAsync(() -> events.add(event));
        }
    }

    @Alternative
    @Singleton
    public static class Allowance implements Allowances {

        private final List<Money> settled = new CopyOnWriteArrayList<>();
        private final List<Money> asked = new CopyOnWriteArrayList<>();
        private final List<Money> askedMore = new CopyOnWriteArrayList<>();
        private volatile int released;
        private volatile BiFunction<Money, Reservation, AllowanceDecision> answer =
                (estimate, reservation) -> granted(reservation);

        public void reset() {
            settled.clear();
            asked.clear();
            askedMore.clear();
            released = 0;
            answer((Reservation reservation) -> granted(reservation));
        }

        public void answer(Function<Reservation, AllowanceDecision> other) {
            answer = (estimate, reservation) -> other.apply(reservation);
        }

        public void answerBy(BiFunction<Money, Reservation, AllowanceDecision> other) {
            answer = other;
        }

        public List<Money> settled() {
            return List.copyOf(settled);
        }

        public List<Money> asked() {
            return List.copyOf(asked);
        }

        /// For a request that had been counted already.
        public List<Money> askedMore() {
            return List.copyOf(askedMore);
        }

        public int released() {
            return released;
        }

        @Override
        public CompletionStage<AllowanceDecision> take(AgentToken token, Estimate estimate) {
            return answered(asked, estimate.money());
        }

        @Override
        public CompletionStage<AllowanceDecision> takeMore(AgentToken token, Money estimate) {
            return answered(askedMore, estimate);
        }

        private CompletionStage<AllowanceDecision> answered(List<Money> said, Money estimate) {
            said.add(estimate);
            return CompletableFuture.supplyAsync(() -> answer.apply(estimate, new Kept()));
        }

        public static AllowanceDecision granted(Reservation reservation) {
            return new AllowanceDecision.Taken(
                    reservation,
                    new AllowanceDecision.Rates(
                            new AllowanceDecision.RateStanding(
                                    60, 59, java.time.Instant.now().plusSeconds(30)),
                            null),
                    null);
        }

        private final class Kept implements Reservation {

            @Override
            public List<String> budgetGrants() {
                return List.of("grant_1");
            }

            @Override
            public void settle(Money actual, long tokens) {
                settled.add(actual);
            }

            @Override
            public void release() {
                released++;
            }
        }
    }
}
