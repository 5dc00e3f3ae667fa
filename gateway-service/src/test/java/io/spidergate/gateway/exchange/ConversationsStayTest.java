package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The turns of a conversation go to the same of several equally good deployments.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class ConversationsStayTest extends ChatCallers {

    private static final List<String> PROVIDERS = List.of("groq", "mistral", "cerebras", "nvidia");

    /// Too short for any provider's prompt cache, and long enough.
    private static final String SHORT = "Be brief. ";

    private static final String LONG = SHORT.repeat(600);

    @BeforeEach
    void fourThatAreEquallyGood() {
        Landscape landscape = new Landscape();
        for (String provider : PROVIDERS) {
            landscape
                    .provider(provider, simulator.baseUrl(provider))
                    .deployment(provider, model, TokenPrice.FREE);
        }
        landscape.aliasOfEquals(
                "task/talk", PROVIDERS.stream().map(it -> it + "/" + model).toArray(String[]::new));
        tables.set(landscape.table());
    }

    @Test
    void byTheSessionThatTheCallerNames() {
        Map<String, Set<String>> served = new HashMap<>();
        for (int turn = 0; turn < 3; turn++) {
            for (int session = 0; session < 12; session++) {
                String name = "session-" + session;
                ChatCompletionCreateParams.Builder asked =
                        switch (session % 3) {
                            case 0 -> ask("task/talk").promptCacheKey(name);
                            case 1 -> ask("task/talk").putAdditionalHeader("x-session-id", name);
                            default ->
                                    ask("task/talk")
                                            .putAdditionalBodyProperty(
                                                    "spidergate_options",
                                                    JsonValue.from(Map.of("session_id", name)));
                        };
                served.computeIfAbsent(name, key -> new HashSet<>()).add(provider(asked));
            }
        }

        assertThat(served.values()).allMatch(providers -> providers.size() == 1);
        assertThat(served.values().stream().flatMap(Set::stream)).containsAll(PROVIDERS);
    }

    @Test
    void byItsBeginningWhereItIsLongEnoughToBeCached() {
        Set<String> all = new HashSet<>();
        for (int conversation = 0; conversation < 12; conversation++) {
            String first = "Question " + conversation;
            ChatCompletionCreateParams.Builder talk =
                    ChatCompletionCreateParams.builder()
                            .model("task/talk")
                            .addSystemMessage(LONG)
                            .addUserMessage(first);
            String provider = provider(talk);
            for (int turn = 0; turn < 2; turn++) {
                talk.addMessage(
                                com.openai.models.chat.completions
                                        .ChatCompletionAssistantMessageParam.builder()
                                        .content("Answer " + turn)
                                        .build())
                        .addUserMessage("And then?");
                assertThat(provider(talk)).isEqualTo(provider);
            }
            all.add(provider);
        }

        assertThat(all).hasSizeGreaterThan(2);
    }

    @Test
    void shortOnesGoWhereMostWouldBeLost() {
        Set<String> all = new HashSet<>();
        for (int conversation = 0; conversation < 8; conversation++) {
            all.add(
                    provider(
                            ChatCompletionCreateParams.builder()
                                    .model("task/talk")
                                    .addSystemMessage(SHORT)
                                    .addUserMessage("Question " + conversation)));
        }

        assertThat(all).containsExactly(PROVIDERS.getFirst());
    }

    private String provider(ChatCompletionCreateParams.Builder asked) {
        ChatCompletion answer = client().chat().completions().create(asked.build());
        return metadata(answer).path("provider").asText();
    }
}
