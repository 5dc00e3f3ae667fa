package io.spidergate.llm.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.messages.Message;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.sse.SseEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One provider writes the beginning, which goes through as it is; the writer goes on behind it.
class MessagesTakeOverTest {

    private static final List<AnswerPart> ANSWER =
            List.of(
                    new AnswerPart.Thought("hm, "),
                    new AnswerPart.Thought("yes"),
                    new AnswerPart.Text("one "),
                    new AnswerPart.Text("two "),
                    new AnswerPart.Text("three"));
    private static final List<AnswerPart> END =
            List.of(
                    new AnswerPart.Finished(Finish.STOP),
                    new AnswerPart.Counted(new Usage(7, 0, 5, 0)),
                    new AnswerPart.Ended());

    /// Wherever the first one stopped, the client sees one message of two blocks.
    @Test
    void theSeamIsNotSeen() {
        for (int cut = 1; cut <= ANSWER.size(); cut++) {
            byte[] begun =
                    new MessagesAnswerWriter(MessagesAnswerWriterTest.HEAD)
                            .frames(ANSWER.subList(0, cut));
            byte[] rest = goOn(begun, ANSWER.subList(cut, ANSWER.size()));

            Message message = Client.streamed(joined(begun, rest));
            assertThat(message.content()).as("cut after %d parts", cut).hasSize(2);
            assertThat(message.content().getFirst().asThinking().thinking()).isEqualTo("hm, yes");
            assertThat(message.content().getLast().asText().text()).isEqualTo("one two three");
        }
    }

    @Test
    void aBlockThatItsProviderHasClosedIsNotOpenedAgain() {
        byte[] begun =
                new MessagesAnswerWriter(MessagesAnswerWriterTest.HEAD)
                        .frames(List.of(new AnswerPart.Text("one ")));
        byte[] closed =
                joined(
                        begun,
                        bytes(
                                "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"));
        Message message =
                Client.streamed(joined(closed, goOn(closed, List.of(new AnswerPart.Text("two")))));

        assertThat(message.content()).hasSize(2);
        assertThat(message.content().getLast().asText().text()).isEqualTo("two");
    }

    @Test
    void nobodyGoesOnBehindACallOrABlockOfAnotherKind() {
        byte[] call =
                new MessagesAnswerWriter(MessagesAnswerWriterTest.HEAD)
                        .frames(
                                List.of(
                                        new AnswerPart.CallBegun(
                                                0, "t", "look_up", Optional.empty())));
        assertThat(behind(call).takesOver()).isFalse();
        byte[] search =
                bytes(
                        "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"server_tool_use\"}}\n\n");
        assertThat(behind(search).takesOver()).isFalse();
        assertThat(behind(new byte[0]).takesOver()).isTrue();
    }

    @FuzzTest
    void whateverPassesNothingThrows(byte[] data) {
        for (String name : List.of("content_block_start", "message", "content_block_stop")) {
            MessagesAnswerWriter writer = new MessagesAnswerWriter(MessagesAnswerWriterTest.HEAD);
            writer.passed(name, data, 0, data.length);
            assertThat(writer.end()).isNotEmpty();
        }
    }

    private static byte[] goOn(byte[] begun, List<AnswerPart> rest) {
        MessagesAnswerWriter writer = behind(begun);
        assertThat(writer.takesOver()).isTrue();
        var out = new ByteArrayOutputStream();
        out.writeBytes(writer.frames(rest));
        out.writeBytes(writer.frames(END));
        out.writeBytes(writer.end());
        return out.toByteArray();
    }

    private static MessagesAnswerWriter behind(byte[] begun) {
        MessagesAnswerWriter writer = new MessagesAnswerWriter(MessagesAnswerWriterTest.HEAD);
        for (SseEvent event : Client.events(begun)) {
            byte[] data = bytes(event.text());
            writer.passed(event.name(), data, 0, data.length);
        }
        return writer;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
