package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Agent, alias and request say whether something may be paid, and the strictest of them holds.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class SpendingThroughTheFrontDoorTest extends ChatCallers {

    @BeforeEach
    void paidStandsBeforeFree() {
        for (Spending spending : Spending.values()) {
            tokens.put(
                    Landscape.token(
                            ref(spending), List.of(), spending, Set.of("gate:chat"), false));
        }
        Landscape landscape =
                new Landscape()
                        .provider("openai", simulator.baseUrl("openai"))
                        .provider("groq", simulator.baseUrl("groq"))
                        .provider("nobody", URI.create("http://127.0.0.1:1/v1"))
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .deployment("groq", model, TokenPrice.FREE)
                        .deployment("nobody", model, TokenPrice.FREE);
        for (Spending spending : Spending.values()) {
            landscape.alias(alias(spending), "openai/" + model, "groq/" + model).spending(spending);
        }
        landscape.alias("only/paid", "openai/" + model);
        landscape.alias("free/broken", "nobody/" + model, "openai/" + model);
        tables.set(landscape.table());
    }

    @ParameterizedTest
    @CsvSource({
        "PAID_OK,    PAID_OK,    PAID_OK,    openai",
        "PAID_OK,    PAID_OK,    FREE_FIRST, groq",
        "PAID_OK,    FREE_FIRST, PAID_OK,    groq",
        "FREE_FIRST, PAID_OK,    PAID_OK,    groq",
        "FREE_ONLY,  PAID_OK,    PAID_OK,    groq",
        "PAID_OK,    FREE_ONLY,  FREE_FIRST, groq",
        "FREE_FIRST, PAID_OK,    FREE_ONLY,  groq",
    })
    void theStrictestHolds(Spending agent, Spending alias, Spending request, String served) {
        assertThat(provider(answer(agent, alias(alias), request))).isEqualTo(served);
    }

    @Test
    void whatIsFreeComesBeforeAPreferredProvider() {
        ChatCompletion answer =
                openAi(ref(Spending.FREE_FIRST))
                        .chat()
                        .completions()
                        .create(
                                asking(
                                                alias(Spending.PAID_OK),
                                                Map.of("preferred_providers", List.of("openai")))
                                        .build());

        assertThat(provider(answer)).isEqualTo("groq");
        assertThat(journal.await(1).getLast().paidBecause()).isNull();
    }

    @Test
    void whereFreeComesFirstMoneyIsSpentWhenItFails() {
        ChatCompletion answer = answer(Spending.FREE_FIRST, "free/broken", Spending.PAID_OK);

        assertThat(provider(answer)).isEqualTo("openai");
        assertThat(journal.await(1).getLast().paidBecause()).isEqualTo("free_failed");
    }

    @Test
    void theTraceAndTheAnswerSayWhyMoneyWasSpent() {
        ChatCompletion preferred =
                answer(Spending.PAID_OK, alias(Spending.PAID_OK), Spending.PAID_OK);
        assertThat(metadata(preferred).path("paid_because").asText()).isEqualTo("preferred");
        assertThat(journal.await(1).getLast().paidBecause()).isEqualTo("preferred");

        answer(Spending.PAID_OK, "only/paid", Spending.PAID_OK);
        assertThat(journal.await(2).getLast().paidBecause()).isEqualTo("none_free");
    }

    @Test
    void whatARequestForbidsItselfIsNoMatterOfPermission() {
        OpenAIServiceException refused =
                refused(
                        openAi(ref(Spending.PAID_OK)),
                        asking("only/paid", Map.of("spending", "free_only")));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.code()).hasValue("no_qualifying_model");
    }

    private ChatCompletion answer(Spending agent, String model, Spending request) {
        return openAi(ref(agent))
                .chat()
                .completions()
                .create(asking(model, Map.of("spending", word(request))).build());
    }

    private static String provider(ChatCompletion answer) {
        return metadata(answer).path("provider").asText();
    }

    private static String ref(Spending spending) {
        return "spend" + word(spending).replace("_", "");
    }

    private static String alias(Spending spending) {
        return "task/" + word(spending);
    }

    private static String word(Spending spending) {
        return spending.name().toLowerCase(Locale.ROOT);
    }
}
