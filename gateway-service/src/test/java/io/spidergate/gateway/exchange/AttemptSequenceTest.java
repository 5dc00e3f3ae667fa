package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.money.TokenPrice;
import io.spidergate.routing.Candidate;
import io.spidergate.routing.RoutingTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptSequenceTest {

    private static final Predicate<AttemptTarget> ANY = credential -> true;
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/v1");

    private final RoutingTable table =
            new Landscape()
                    .provider("a", NOWHERE)
                    .provider("b", NOWHERE)
                    .provider("c", NOWHERE)
                    .deployment("a", "small", TokenPrice.FREE, List.of("cred_a1", "cred_a2"))
                    .deployment("a", "large", TokenPrice.FREE, List.of("cred_a1", "cred_a2"))
                    .deployment("b", "small", TokenPrice.FREE)
                    .deployment("c", "small", TokenPrice.FREE)
                    .table();
    private final List<Candidate> chain =
            List.of(
                    candidate("a", "small"),
                    candidate("a", "large"),
                    candidate("b", "small"),
                    candidate("c", "small"));

    @Test
    void triesTheNextCredentialAfterADeadOne() {
        assertThat(after(FailureClass.CREDENTIAL_DEAD)).isEqualTo(target("a", "small", "cred_a2"));
    }

    @Test
    void leavesTheWholeDeploymentAfterARateLimitBecauseQuotaBelongsToTheAccount() {
        assertThat(after(FailureClass.RATE_LIMITED)).isEqualTo(target("a", "large", "cred_a1"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECT_FAILED", "MONEY_EXHAUSTED"})
    void leavesAllOfTheProviderThatCannotBeReachedOrPaid(FailureClass kind) {
        assertThat(after(kind)).isEqualTo(target("b", "small", "cred_b"));
    }

    @Test
    void asksOnlyForALargerContextAfterTheConversationWasTooLong() {
        // all windows of this landscape are equal and known, so nobody is left
        assertThat(stepAfter(FailureClass.CONTEXT_TOO_LONG)).isInstanceOf(NextStep.Exhausted.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"BAD_REQUEST", "CALLER_LEFT"})
    void asksNobodyElseWhenItWouldBeUseless(FailureClass kind) {
        assertThat(stepAfter(kind)).isEqualTo(new NextStep.TellCaller());
    }

    @Test
    void skipsACredentialThatCannotBeUsedAndSaysSo() {
        NextStep.Try first =
                (NextStep.Try)
                        AttemptSequence.of(chain, 4)
                                .next(target -> target.credential().value().equals("cred_b"));
        assertThat(first.target()).isEqualTo(target("b", "small", "cred_b"));
        assertThat(first.skipped()).hasSize(4);
    }

    @Test
    void isExhaustedWhenNoCredentialCanBeUsed() {
        assertThat(AttemptSequence.of(chain, 4).next(target -> false))
                .isInstanceOf(NextStep.Exhausted.class);
    }

    @Test
    void neverRepeatsATargetNorTriesMoreThanAllowed() {
        FailureClass[] kinds = FailureClass.values();
        Random random = new Random(7);
        for (int run = 0; run < 2_000; run++) {
            int most = random.nextInt(8);
            List<AttemptTarget> tried = new ArrayList<>();
            AttemptSequence sequence = AttemptSequence.of(chain, most);
            while (sequence.next(ANY) instanceof NextStep.Try next) {
                tried.add(next.target());
                sequence =
                        next.after().learning(next.target(), kinds[random.nextInt(kinds.length)]);
            }
            assertThat(tried).hasSizeLessThanOrEqualTo(most);
            Set<AttemptTarget> distinct = new HashSet<>(tried);
            assertThat(distinct).hasSameSizeAs(tried);
            List<Integer> order =
                    tried.stream().map(target -> chain.indexOf(target.candidate())).toList();
            assertThat(order).isSorted();
        }
    }

    @Test
    void whatIsNotAskedIsNoAttemptAndNoneOfItsCredentialsIsTried() {
        NextStep.Try first = (NextStep.Try) AttemptSequence.of(chain, 1).next(ANY);

        NextStep.Try second = (NextStep.Try) first.after().withoutAsking().next(ANY);
        NextStep.Try third = (NextStep.Try) second.after().withoutAsking().next(ANY);

        assertThat(second.target()).isEqualTo(target("a", "large", "cred_a1"));
        assertThat(third.target()).isEqualTo(target("b", "small", "cred_b"));
        assertThat(third.after().next(ANY)).isInstanceOf(NextStep.Exhausted.class);
    }

    private AttemptTarget after(FailureClass kind) {
        return ((NextStep.Try) stepAfter(kind)).target();
    }

    private NextStep stepAfter(FailureClass kind) {
        NextStep.Try first = (NextStep.Try) AttemptSequence.of(chain, 4).next(ANY);
        assertThat(first.target()).isEqualTo(target("a", "small", "cred_a1"));
        return first.after().learning(first.target(), kind).next(ANY);
    }

    private AttemptTarget target(String provider, String model, String credential) {
        return new AttemptTarget(candidate(provider, model), new CredentialId(credential));
    }

    private Candidate candidate(String provider, String model) {
        var route = table.deployment(Landscape.id(provider, model));
        return new Candidate(route, table.provider(provider), null, route.credentials(), Map.of());
    }
}
