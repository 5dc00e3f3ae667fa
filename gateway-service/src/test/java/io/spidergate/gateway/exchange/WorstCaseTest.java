package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.gateway.protocol.AnswerPath;
import io.spidergate.gateway.protocol.AnswerTerms;
import io.spidergate.gateway.protocol.Asking;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.money.Money;
import io.spidergate.money.TokenPrice;
import java.net.URI;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorstCaseTest {

    private static final TokenScales SCALES = new TokenScales();

    @Test
    void isNeverBelowWhatIsCharged() {
        DeploymentRoute route = route(Landscape.ONE_AND_TWO);
        Money charged = Charge.of(route, new Usage(100, 40, 10, 0), 0, 0).money();
        assertThat(charged.isMoreThan(WorstCase.of(route, asking(100, 10), 1, SCALES))).isFalse();
    }

    @Test
    void takesAnAnswerWithoutALimitToBeAsLongAsTheModelAllowsOrAssumed() {
        assertThat(WorstCase.of(route(Landscape.ONE_AND_TWO), asking(100, 0), 1, SCALES))
                .isEqualTo(Money.ofNanoUsd(100 * 1_000 + 4_096 * 2_000));
    }

    @Test
    void countsEveryChoice() {
        assertThat(WorstCase.of(route(Landscape.ONE_AND_TWO), asking(100, 10), 3, SCALES))
                .isEqualTo(Money.ofNanoUsd(100 * 1_000 + 30 * 2_000));
    }

    @Test
    void isNothingWhereFreeOrUnpriced() {
        assertThat(WorstCase.of(route(TokenPrice.FREE), asking(100, 10), 1, SCALES))
                .isEqualTo(Money.ZERO);
        assertThat(WorstCase.of(route(null), asking(100, 10), 1, SCALES)).isEqualTo(Money.ZERO);
    }

    private static DeploymentRoute route(TokenPrice price) {
        return new Landscape()
                .provider("p", URI.create("http://127.0.0.1:9/v1"))
                .deployment("p", "m", price)
                .table()
                .deployment(Landscape.id("p", "m"));
    }

    /// @param cap 0 for none
    private static Asking asking(long prompt, int cap) {
        return new Asking() {
            @Override
            public long promptTokens() {
                return prompt;
            }

            @Override
            public OptionalInt maxTokens() {
                return cap == 0 ? OptionalInt.empty() : OptionalInt.of(cap);
            }

            @Override
            public Set<Capability> uses() {
                return Set.of();
            }

            @Override
            public WrittenRequest bodyFor(ProviderRoute provider, DeploymentRoute deployment) {
                throw new UnsupportedOperationException();
            }

            @Override
            public AnswerPath answerFrom(ProviderRoute provider, AnswerTerms terms) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
