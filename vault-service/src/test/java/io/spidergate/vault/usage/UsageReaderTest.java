package io.spidergate.vault.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.routing.UsageReporting;
import io.spidergate.contracts.vault.ProviderUsage.Line;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageReaderTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final String SECRET = "sk-admin-123456";

    @Test
    void openRoutersActivityHasRequestsAndTokensOfEachModel() {
        assertThat(
                        lines(
                                UsageReporting.OPENROUTER,
                                """
                                {"data":[{"date":"2026-11-20","model":"openai/gpt-4.1","usage":0.015,"byok_usage_inference":0.012,
                                  "requests":5,"prompt_tokens":50,"completion_tokens":125,"reasoning_tokens":25},
                                 {"date":"2026-11-20 00:00:00","model":"z-ai/glm","usage":1e-9,"requests":1},
                                 {"date":"2026-11-19","model":"before","usage":1,"requests":1}]}
                                """))
                .containsExactly(
                        new Line(DAY, "openai/gpt-4.1", 15_000_000, 5L, 50L, 125L),
                        new Line(DAY, "z-ai/glm", 1, 1L, null, null));
    }

    @Test
    void openAisCostsAreDollarsOfLineItemsAsNumberOrText() {
        assertThat(
                        lines(
                                UsageReporting.OPENAI,
                                """
                                {"object":"page","data":[{"object":"bucket","start_time":1795132800,"end_time":1795219200,"results":[
                                  {"amount":{"value":0.06,"currency":"usd"},"line_item":"gpt-4o-mini, input"},
                                  {"amount":{"value":"0.0000000015","currency":"usd"},"line_item":null}]}],
                                 "has_more":false,"next_page":null}
                                """))
                .containsExactly(
                        new Line(DAY, "gpt-4o-mini, input", 60_000_000, null, null, null),
                        new Line(DAY, "other", 2, null, null, null));
    }

    @Test
    void anthropicsReportIsInCentsAndSaysWhoseEachLineIs() {
        String report =
                """
                {"data":[{"starting_at":"2026-11-20T00:00:00Z","ending_at":"2026-11-21T00:00:00Z","results":[
                  {"currency":"USD","amount":"123.45","workspace_id":"wrkspc_1","description":"Claude Opus, input"},
                  {"currency":"USD","amount":"100","workspace_id":null,"description":"Claude Opus, output"}]}],"has_more":true,"next_page":"p2"}
                """;

        assertThat(lines(UsageReporting.ANTHROPIC, report))
                .containsExactly(
                        new Line(DAY, "Claude Opus, input", 1_234_500_000, null, null, null),
                        new Line(DAY, "Claude Opus, output", 1_000_000_000, null, null, null));
        assertThat(read(UsageReporting.ANTHROPIC, List.of("wrkspc_1"), report))
                .isEqualTo(
                        new UsageAnswer.Page(
                                List.of(
                                        new Line(
                                                DAY,
                                                "Claude Opus, input",
                                                1_234_500_000,
                                                null,
                                                null,
                                                null)),
                                "p2"));
    }

    @Test
    void noWordOfTheKeyAndNoControlCharacterIsPassedOn() {
        assertThat(
                        lines(
                                UsageReporting.OPENROUTER,
                                """
                                {"data":[{"date":"2026-11-20","model":"of sk-admin-123456","usage":1},
                                         {"date":"2026-11-20","model":"a\\u0000b","usage":1}]}
                                """))
                .extracting(Line::item)
                .containsExactly("other", "other");
    }

    /// A sum without the line would be wrong, and look right.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|it has no list 'data'",
                "[]|it has no list 'data'",
                "{\"data\":[{\"date\":\"today\",\"usage\":1}]}|a day is not a date",
                "{\"data\":[{\"date\":\"2026-11-20\"}]}|an amount is not a number",
                "{\"data\":[{\"date\":\"2026-11-20\",\"usage\":\"NaN\"}]}|an amount is not a number",
                "{\"data\":[{\"date\":\"2026-11-20\",\"usage\":\"1e-999999999\"}]}|an amount has too many digits",
                "{\"data\":[{\"date\":\"2026-11-20\",\"usage\":1000001}]}|an amount is above a million dollars",
                "{\"data\":[{\"date\":\"2026-11-20\",\"usage\":1,\"requests\":-1}]}|'requests' is not a count"
            })
    void oneLineThatIsNotUnderstoodMakesTheAnswerWorthless(String answer, String why) {
        assertThat(read(UsageReporting.OPENROUTER, List.of(), answer))
                .isEqualTo(new UsageAnswer.NotUnderstood(why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"data\":[{\"start_time\":\"x\",\"results\":[]}]}|a day has no 'start_time'",
                "{\"data\":[{\"start_time\":1795132800}]}|a day has no list 'results'",
                "{\"data\":[{\"start_time\":1795132800,\"results\":[{\"amount\":{\"value\":1,\"currency\":\"eur\"}}]}]}|an amount is not in US dollars"
            })
    void norIsOneOfOpenAi(String answer, String why) {
        assertThat(read(UsageReporting.OPENAI, List.of(), answer))
                .isEqualTo(new UsageAnswer.NotUnderstood(why));
    }

    private static List<Line> lines(UsageReporting reporting, String answer) {
        return ((UsageAnswer.Page) read(reporting, List.of(), answer)).lines();
    }

    private static UsageAnswer read(UsageReporting reporting, List<String> parts, String answer) {
        UsageQuestion question = new UsageQuestion(reporting, DAY, DAY.plusDays(1), parts);
        try {
            return new UsageReader(question, SECRET).read(new ObjectMapper().readTree(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(answer, e);
        }
    }
}
