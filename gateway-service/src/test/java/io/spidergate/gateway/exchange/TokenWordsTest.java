package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.errors.OpenAIServiceException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.CapturePolicy;
import io.spidergate.contracts.billing.TokenChange;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an agent token says of the events of its requests. The gateway's own setting keeps all
/// here.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class TokenWordsTest extends ChatCallers {

    @Test
    void tagsGoWithEveryRequest() {
        tokens.put(saying(CapturePolicy.GATEWAY, List.of("team:search", "prod")));

        client().chat().completions().create(ask("task/chat").build());

        assertThat(onlyEvent().tags()).containsExactly("team:search", "prod");
        assertThat(journal.underWay().getFirst().tags()).containsExactly("team:search", "prod");
    }

    @ParameterizedTest
    @EnumSource(CapturePolicy.class)
    void aTokensOwnPolicyCountsMoreThanTheGateways(CapturePolicy policy) {
        tokens.put(saying(policy, List.of()));

        client().chat().completions().create(ask("task/chat").build());

        RequestEvent.Capture kept = onlyEvent().capture();
        switch (policy) {
            case GATEWAY, FULL -> {
                assertThat(kept.request()).contains("Say hello");
                assertThat(kept.response()).isNotBlank();
            }
            case METADATA, NONE -> assertThat(kept).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(CapturePolicy.class)
    void providersWordsOfAFailureAreKeptUnlessTheTokenSaysNone(CapturePolicy policy) {
        tokens.put(saying(policy, List.of()));
        simulator.script(withProvider("status: 503"));

        assertThat(refused(REF, "groq/" + model)).isInstanceOf(OpenAIServiceException.class);

        String words = onlyEvent().attempts().getFirst().failureMessage();
        if (policy == CapturePolicy.NONE) {
            assertThat(words).isNull();
        } else {
            assertThat(words).isNotBlank();
        }
    }

    private static AgentToken saying(CapturePolicy policy, List<String> tags) {
        return new TokenChange(null, null, null, null, null, null, null, policy, tags, null, null)
                .of(Landscape.token(REF));
    }
}
