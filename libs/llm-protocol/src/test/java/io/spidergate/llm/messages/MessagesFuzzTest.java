package io.spidergate.llm.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Answers;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.JsonBody;
import java.util.List;
import java.util.Set;

final class MessagesFuzzTest {

    /// Whatever a caller sends is either refused with a reason or can be written for any model, and
    /// what is written would be accepted again.
    @FuzzTest
    void anyBodyIsRefusedWithAReasonOrCanBeWritten(byte[] json) {
        if (!(JsonBody.parse(json) instanceof JsonBody.Parsed(ObjectNode body, var _))) {
            return;
        }
        switch (new MessagesRequestReader().read(body)) {
            case ReadRequest.Invalid(var reason) -> {
                assertThat(reason.message()).isNotBlank();
                assertThat(reason.code()).isNotBlank();
            }
            case ReadRequest.Valid valid ->
                    List.of("m", "claude-haiku-4-5", "claude-opus-5-5")
                            .forEach(model -> assertAccepted(valid.conversation(), model));
        }
    }

    private static void assertAccepted(Conversation conversation, String model) {
        var writer = new MessagesRequestWriter();
        if (writer.write(conversation, model, Set.of()) instanceof WrittenRequest.Body written) {
            var again = (JsonBody.Parsed) JsonBody.parse(written.body());
            assertThat(new MessagesRequestReader().read(again.body()))
                    .isInstanceOf(ReadRequest.Valid.class);
        }
    }

    /// Whatever a provider sends as an answer, as a body or as an event, is read, and what was read
    /// can be written.
    @FuzzTest
    void anyAnswerIsReadAndCanBeWritten(byte[] json) {
        assertWritable(new MessagesAnswerReader().plain(json));
        assertWritable(new MessagesAnswerReader().event("message", json, 0, json.length));
    }

    private static void assertWritable(List<AnswerPart> parts) {
        byte[] frames = MessagesAnswerWriterTest.streamed(parts);
        assertThat(Answers.read(new MessagesAnswerReader(), frames).getLast())
                .isEqualTo(new AnswerPart.Ended());
        assertThat(new MessagesAnswerWriter(MessagesAnswerWriterTest.HEAD).plain(parts))
                .isNotEmpty();
    }
}
