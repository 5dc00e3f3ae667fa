package io.spidergate.llm.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.llm.answer.DocumentAnswer;
import io.spidergate.llm.answer.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageAnswerTest {

    @Test
    void passesOnAPictureAsItCame() {
        String picture = "iVBORw0KGgo\\/+".repeat(1_000);
        DocumentAnswer.Whole whole =
                (DocumentAnswer.Whole)
                        read(
                                "{\"created\":1,\"data\":[{\"b64_json\":\"%s\"}]}"
                                        .formatted(picture),
                                1);

        assertThat(whole.json())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        "{\"created\":1,\"data\":[{\"b64_json\":\"%s\"}],\"model\":\"served\"}"
                                .formatted(picture));
        assertThat(whole.usage()).isNull();
    }

    @Test
    void readsUsageByTheNamesThatImagesHave() {
        DocumentAnswer.Whole whole =
                (DocumentAnswer.Whole)
                        read(
                                "{\"data\":[{\"url\":\"https://x/y\"}],\"usage\":{\"input_tokens\":9,\"output_tokens\":1056,\"input_tokens_details\":{\"cached_tokens\":3}}}",
                                1);

        assertThat(whole.usage()).isEqualTo(new Usage(9, 3, 1_056, 0));
    }

    @Test
    void fewerThanWereAskedForAreHandedOverAndMoreAreNot() {
        assertThat(read("{\"data\":[{\"url\":\"u\"}]}", 3))
                .isInstanceOf(DocumentAnswer.Whole.class);
        assertThat(read("{\"data\":[{\"url\":\"u\"},{\"url\":\"v\"}]}", 1))
                .isInstanceOf(DocumentAnswer.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"data\":[]} ; 0 came",
                "{\"data\":[{}]} ; neither url nor b64_json",
                "{\"data\":[{\"url\":\"\"}]} ; neither url nor b64_json",
                "{\"data\":[{\"url\":null,\"b64_json\":null}]} ; neither url nor b64_json",
                "{} ; no data",
                "[] ; not a JSON object",
            })
    void saysWhatIsWrong(String body, String reason) {
        assertThat(read(body, 1))
                .isInstanceOfSatisfying(
                        DocumentAnswer.Malformed.class,
                        wrong -> assertThat(wrong.reason()).contains(reason));
    }

    @Test
    void anErrorInTheClothesOfASuccessIsAnError() {
        assertThat(
                        read(
                                "{\"error\":{\"message\":\"no\",\"code\":\"content_policy_violation\"}}",
                                1))
                .isInstanceOf(DocumentAnswer.Failed.class);
    }

    private static DocumentAnswer read(String body, int asked) {
        return ImageAnswer.read(body.getBytes(StandardCharsets.UTF_8), asked, "served");
    }
}
