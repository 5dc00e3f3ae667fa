package io.spidergate.llm.generatecontent;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.JsonBody;
import java.util.List;
import java.util.Set;

/// Bodies and answers, whatever they are, are understood or refused without an exception.
final class GenerateContentFuzzTest {

    @FuzzTest
    void anyBodyIsRefusedWithAReasonOrCanBeSentOn(byte[] json) {
        if (!(JsonBody.parse(json) instanceof JsonBody.Parsed(var body, var _))) {
            return;
        }
        var reader = new GenerateContentRequestReader();
        assertThat(reader.readForCount("m", body)).isNotNull();
        switch (reader.read("m", false, body)) {
            case ReadRequest.Invalid(var reason) -> assertThat(reason.message()).isNotBlank();
            case ReadRequest.Valid valid ->
                    assertThat(
                                    new GenerateContentRequestWriter()
                                            .write(
                                                    valid.conversation(),
                                                    "gemini-2.5-flash",
                                                    Set.of()))
                            .isInstanceOfAny(
                                    WrittenRequest.Body.class, WrittenRequest.CannotCarry.class);
        }
    }

    @FuzzTest
    void anyAnswerComesToAnEndOrIsMalformed(byte[] json) {
        List<AnswerPart> plain = new GenerateContentAnswerReader().plain(json);
        assertThat(plain)
                .last()
                .isInstanceOfAny(
                        AnswerPart.Ended.class,
                        AnswerPart.Broken.class,
                        AnswerPart.Malformed.class);
        var reader = new GenerateContentAnswerReader();
        reader.event("message", json, 0, json.length);
        assertThat(reader.event("message", json, 0, json.length)).isNotNull();
    }
}
