package io.spidergate.llm.transcriptions;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    private static final String TYPE = "multipart/form-data; boundary=xyz";
    private static final String FORM =
            """
            --xyz
            Content-Disposition: form-data; name="file"; filename="a b.mp3"
            Content-Type: audio/mpeg

            la\u0000\u0001la
            --xyz
            content-disposition:form-data;name=prompt

            Grüße
            --xyz--
            """
                    .replace("\n", "\r\n");

    @ParameterizedTest
    @ValueSource(
            strings = {
                TYPE,
                "multipart/form-data; boundary=\"xyz\"",
                "multipart/form-data; charset=utf-8; BOUNDARY=xyz ; more=1"
            })
    void readsFilesAndFields(String type) {
        List<FormPart> parts = parsed(type, FORM);

        assertThat(parts).extracting(FormPart::name).containsExactly("file", "prompt");
        assertThat(parts.getFirst().fileName()).isEqualTo("a b.mp3");
        assertThat(parts.getFirst().mediaType()).isEqualTo("audio/mpeg");
        assertThat(parts.getFirst().text()).isEqualTo("la\u0000\u0001la");
        assertThat(parts.getLast().fileName()).isNull();
        assertThat(parts.getLast().text()).isEqualTo("Grüße");
    }

    @Test
    void whatStandsBeforeAndBehindIsNoPart() {
        assertThat(parsed(TYPE, "hello\r\n" + FORM + "--xyz\r\nbye")).hasSize(2);
        assertThat(parsed(TYPE, "--xyz--")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "filename=\"a\\\"b.mp3\" ; a\"b.mp3",
                "filename=\"C:\\dir\\a.mp3\" ; C:\\dir\\a.mp3",
                "filename=\"\" ; ''",
                "filename=a.mp3 ; a.mp3",
                "filename*=UTF-8''%c3%bc.mp3 ; %c3%bc.mp3",
                "x=\"filename=no\" ;",
            })
    void namesOfFilesComeInManyForms(String parameter, String name) {
        String form = FORM.replace("filename=\"a b.mp3\"", parameter.replace(" ;", ""));
        assertThat(parsed(TYPE, form).getFirst().fileName()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"",
                "multipart/form-data; boundary=abc",
                "application/json"
            })
    void aBoundaryThatIsNotThereIsTold(String type) {
        assertUnreadable(type, bytes(FORM));
    }

    /// A recording that was cut off on its way is not taken for a whole one.
    @Test
    void whatBreaksOffIsRefused() {
        byte[] whole = bytes(FORM);
        for (int length = 0; length < whole.length - 2; length++) {
            assertUnreadable(TYPE, Arrays.copyOf(whole, length));
        }
    }

    @Test
    void tooMuchOfAnythingIsRefused() {
        String part = "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n";
        assertUnreadable(TYPE, bytes(part.repeat(Form.MOST_PARTS + 1) + "--xyz--"));
        assertUnreadable(TYPE, bytes(FORM.replace("a b.mp3", "a".repeat(Form.MOST_HEADER_BYTES))));
        assertUnreadable(TYPE, bytes(FORM.replace("name=prompt", "x=y")));
    }

    /// Whatever a file holds, it comes out as it went in.
    @Test
    void aFileComesThroughWhole() {
        Random random = new Random(3);
        for (int round = 0; round < 5_000; round++) {
            byte[] sound = new byte[random.nextInt(200)];
            byte[] few = bytes("\r\n-xyz");
            for (int at = 0; at < sound.length; at++) {
                sound[at] = few[random.nextInt(few.length)];
            }
            List<FormPart> parts = List.of(FormPart.file("a", null, sound));
            byte[] written = FormWriter.bytes(parts);
            FormPart read =
                    ((Form.Parsed) Form.parse(FormWriter.mediaType(), written)).parts().getFirst();
            assertThat(Arrays.copyOfRange(read.form(), read.from(), read.from() + read.length()))
                    .isEqualTo(sound);
        }
    }

    @FuzzTest
    void nothingThatIsSentThrows(byte[] body) {
        assertThat(Form.parse(TYPE, body)).isNotNull();
        assertThat(Form.parse(new String(body, StandardCharsets.ISO_8859_1), body)).isNotNull();
    }

    @Test
    void nothingThatIsBrokenThrows() {
        Random random = new Random(7);
        for (int round = 0; round < 50_000; round++) {
            byte[] broken = bytes(FORM);
            for (int blow = random.nextInt(4); blow >= 0; blow--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            assertThat(Form.parse(TYPE, broken)).isNotNull();
        }
    }

    private static List<FormPart> parsed(String type, String form) {
        return ((Form.Parsed) Form.parse(type, bytes(form))).parts();
    }

    private static void assertUnreadable(String type, byte[] body) {
        assertThat(Form.parse(type, body))
                .isInstanceOfSatisfying(
                        Form.Unreadable.class,
                        wrong -> assertThat(wrong.reason().field()).isEqualTo("body"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
