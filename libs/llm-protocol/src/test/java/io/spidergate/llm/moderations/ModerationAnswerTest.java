package io.spidergate.llm.moderations;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.llm.answer.DocumentAnswer;
import io.spidergate.llm.answer.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModerationAnswerTest {

    @Test
    void passesOnWhatOpenAiSaysUnderTheServedName() {
        assertThat(
                        verdicts(
                                "{\"id\":\"modr-1\",\"model\":\"up\",\"results\":[{\"flagged\":true,\"categories\":{\"hate\":true}}]}"))
                .isEqualTo(
                        "{\"id\":\"modr-1\",\"model\":\"served\",\"results\":[{\"flagged\":true,\"categories\":{\"hate\":true}}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"a\":false,\"b\":true} ; true",
                "{\"a\":false,\"b\":false} ; false",
            })
    void whatDoesNotSayFlaggedIsFlaggedIfAnyCategoryIs(String categories, boolean flagged) {
        assertThat(verdicts("{\"results\":[{\"categories\":" + categories + "}]}"))
                .contains("\"flagged\":" + flagged);
    }

    @Test
    void readsUsageWhereItIsTold() {
        var told =
                (DocumentAnswer.Whole)
                        read("{\"results\":[{\"flagged\":false}],\"usage\":{\"prompt_tokens\":9}}");
        assertThat(told.usage()).isEqualTo(new Usage(9, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "nonsense ; the answer is not a JSON object",
                "{\"data\":[]} ; the answer has no results",
                "{\"results\":[]} ; 1 items of results were asked for, 0 came",
                "{\"results\":[{\"score\":1}]} ; a result has neither flagged nor categories",
                "{\"results\":[{\"categories\":{}}]} ; a result has neither flagged nor categories",
                "{\"results\":[{\"categories\":{\"a\":\"yes\"}}]} ; a category is neither true nor false",
                "{\"results\":[true]} ; a result has neither flagged nor categories",
            })
    void neverMakesUpAVerdict(String body, String reason) {
        assertThat(read(body)).isEqualTo(new DocumentAnswer.Malformed(reason));
    }

    @Test
    void readsAnErrorInsideASuccess() {
        assertThat(read("{\"error\":{\"message\":\"busy\"}}"))
                .isInstanceOf(DocumentAnswer.Failed.class);
    }

    private static String verdicts(String body) {
        return new String(((DocumentAnswer.Whole) read(body)).json(), StandardCharsets.UTF_8);
    }

    private static DocumentAnswer read(String body) {
        return ModerationAnswer.read(body.getBytes(StandardCharsets.UTF_8), 1, "served");
    }
}
