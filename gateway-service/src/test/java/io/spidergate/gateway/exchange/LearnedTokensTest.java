package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.simulator.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A model whose provider counts otherwise than this gateway estimates teaches it, so that what is
/// charged where nothing was counted is near to what would have been.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class LearnedTokensTest extends FrontDoor {

    private static final String REF = "learned00001";
    private static final int LESSONS = 40;

    /// For which four characters a token are far off.
    private static final String DIGITS = "9 8 7 6 5 4 3 2 1 0 9 8 7 6 5 4 3 2 1 0";

    @Test
    void anEstimateComesNearToWhatIsCounted() {
        tokens.put(Landscape.token(REF));
        tables.set(
                new Landscape()
                        .provider("openai", simulator.baseUrl("openai"))
                        .deployment("openai", "teacher", Landscape.ONE_AND_TWO)
                        .table());
        simulator.script(Scenario.of("{provider: openai, omitUsage: true, times: 1}"));
        RequestEvent.Usage untaught = asked(1);
        RequestEvent.Usage counted = asked(2);
        for (int lesson = 0; lesson < LESSONS; lesson++) {
            asked(3 + lesson);
        }
        simulator.script(Scenario.of("{provider: openai, omitUsage: true, times: 1}"));
        RequestEvent.Usage taught = asked(3 + LESSONS);

        assertThat(counted.evidence()).isEqualTo(Evidence.MEASURED);
        assertThat(taught.evidence()).as("still a guess").isEqualTo(Evidence.ESTIMATED);
        assertThat(off(untaught.outputTokens(), counted.outputTokens()))
                .as("there was something to learn")
                .isGreaterThan(0.15);
        assertThat(off(taught.outputTokens(), counted.outputTokens())).isLessThan(0.1);
        assertThat(off(taught.inputTokens(), counted.inputTokens())).isLessThan(0.1);
    }

    private static double off(long guessed, long counted) {
        return Math.abs((double) guessed / counted - 1);
    }

    private RequestEvent.Usage asked(int number) {
        ChatCompletionCreateParams params =
                ChatCompletionCreateParams.builder()
                        .model("openai/teacher")
                        .addUserMessage(DIGITS)
                        .build();
        try (StreamResponse<ChatCompletionChunk> stream =
                openAi(REF).chat().completions().createStreaming(params)) {
            stream.stream().forEach(chunk -> {});
        }
        List<RequestEvent> events = journal.await(number);
        return events.get(number - 1).usage();
    }
}
