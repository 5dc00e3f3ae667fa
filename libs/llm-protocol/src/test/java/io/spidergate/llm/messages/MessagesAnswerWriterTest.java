package io.spidergate.llm.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;

import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Answers;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.sse.SseEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What callers of Messages get, judged by Anthropic's own client.
class MessagesAnswerWriterTest {

    static final AnswerHead HEAD = new AnswerHead("a1", "claude", 1_700_000_000, 5, true);

    static byte[] streamed(List<AnswerPart> parts) {
        MessagesAnswerWriter writer = new MessagesAnswerWriter(HEAD);
        var out = new ByteArrayOutputStream();
        parts.forEach(part -> out.writeBytes(writer.frames(List.of(part))));
        out.writeBytes(writer.end());
        return out.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// What the client's program sees.
    private static Answers.Understood understood(Message message) {
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        List<String> calls = new ArrayList<>();
        for (ContentBlock block : message.content()) {
            block.text().ifPresent(said -> text.append(said.text()));
            block.thinking().ifPresent(thought -> thoughts.append(thought.thinking()));
            block.toolUse()
                    .ifPresent(call ->
                            calls.add(
                                    "%s %s %s"
                                            .formatted(
                                                    call.id(), call.name(), json(call._input()))));
        }
        return new Answers.Understood(
                text.toString(),
                thoughts.toString(),
                calls,
                StopReason.read(message.stopReason().orElseThrow().asString()),
                new Usage(
                        message.usage().inputTokens()
                                + message.usage().cacheReadInputTokens().orElseThrow(),
                        message.usage().cacheReadInputTokens().orElseThrow(),
                        message.usage().outputTokens(),
                        message.usage().outputTokensDetails().orElseThrow().thinkingTokens()));
    }

    private static String json(com.anthropic.core.JsonValue value) {
        return value.convert(com.fasterxml.jackson.databind.JsonNode.class).toString();
    }

    @Test
    void theOfficialClientUnderstandsAnyAnswerStreamedOrPlain() {
        qt().forAll(Answers.any())
                .checkAssert(parts -> {
                    var meant = Answers.understood(parts);
                    assertThat(understood(Client.streamed(streamed(parts)))).isEqualTo(meant);
                    byte[] plain = new MessagesAnswerWriter(HEAD).plain(parts);
                    assertThat(understood(Client.plain(plain))).isEqualTo(meant);
                });
    }

    @Test
    void anyAnswerSurvivesBeingWrittenAndReadWhetherStreamedOrPlain() {
        qt().forAll(Answers.any())
                .checkAssert(parts -> {
                    var meant = Answers.understood(parts);
                    var streamed = Answers.read(new MessagesAnswerReader(), streamed(parts));
                    assertThat(streamed.getLast()).isEqualTo(new AnswerPart.Ended());
                    assertThat(Answers.understood(streamed)).isEqualTo(meant);
                    byte[] plain = new MessagesAnswerWriter(HEAD).plain(parts);
                    assertThat(Answers.understood(new MessagesAnswerReader().plain(plain)))
                            .isEqualTo(meant);
                });
    }

    @Test
    void namesItsEventsInTheOrderOfAnthropic() {
        List<AnswerPart> parts =
                List.of(
                        new AnswerPart.Thought("hm"),
                        new AnswerPart.ThoughtSealed(new Seal(Protocol.MESSAGES, "sig")),
                        new AnswerPart.Text("Hi"),
                        new AnswerPart.CallBegun(0, "t", "f", Optional.empty()));
        assertThat(Client.events(streamed(parts)).stream().map(SseEvent::name))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "ping",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
    }

    @Test
    void beginsWithTheEstimateAndEndsWithTheCount() {
        List<SseEvent> events =
                Client.events(
                        streamed(
                                List.of(
                                        new AnswerPart.Text("Hi"),
                                        new AnswerPart.Finished(Finish.LENGTH),
                                        new AnswerPart.Counted(new Usage(9, 4, 3, 1)))));
        assertThat(events.getFirst().text())
                .isEqualTo(
                        """
                        {"type":"message_start","message":{"id":"msg_a1","type":"message","role":"assistant","model":"claude","content":[],\
                        "usage":{"input_tokens":5,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":0,"output_tokens_details":{"thinking_tokens":0}},\
                        "stop_reason":null,"stop_sequence":null}}\
                        """);
        assertThat(events.get(events.size() - 2).text())
                .isEqualTo(
                        """
                        {"type":"message_delta","delta":{"stop_reason":"max_tokens","stop_sequence":null},\
                        "usage":{"input_tokens":5,"cache_creation_input_tokens":0,"cache_read_input_tokens":4,"output_tokens":3,"output_tokens_details":{"thinking_tokens":1}}}\
                        """);
    }

    @Test
    void aCallWithoutArgumentsHasAnEmptyObject() {
        List<AnswerPart> parts =
                List.of(
                        new AnswerPart.CallBegun(0, "t", "now", Optional.empty()),
                        new AnswerPart.Finished(Finish.TOOL_CALLS));
        assertThat(understood(Client.streamed(streamed(parts))).calls())
                .containsExactly("t now {}");
        assertThat(understood(Client.plain(new MessagesAnswerWriter(HEAD).plain(parts))).calls())
                .containsExactly("t now {}");
    }

    @Test
    void aCharacterThatWasCutInTwoComesTogetherAgain() {
        List<AnswerPart> parts =
                List.of(new AnswerPart.Text("a\ud83d"), new AnswerPart.Text("\ude80b"));
        assertThat(Answers.understood(Answers.read(new MessagesAnswerReader(), streamed(parts))))
                .extracting(Answers.Understood::text)
                .isEqualTo("a\ud83d\ude80b");
        assertThat(Client.streamed(streamed(parts)).content().getFirst().asText().text())
                .isEqualTo("a\ud83d\ude80b");
    }

    @Test
    void anEmptyAnswerIsStillAMessage() {
        assertThat(Client.streamed(streamed(List.of())).content()).isEmpty();
        assertThat(Client.plain(new MessagesAnswerWriter(HEAD).plain(List.of())).content())
                .isEmpty();
    }

    @Test
    void writesNothingBeforeThereIsContent() {
        assertThat(
                        new MessagesAnswerWriter(HEAD)
                                .frames(
                                        List.of(
                                                new AnswerPart.Text(""),
                                                new AnswerPart.Counted(new Usage(1, 0, 0, 0)))))
                .isEmpty();
    }

    @Test
    void carriesSealsWhereverTheyComeFrom() {
        List<AnswerPart> parts =
                List.of(
                        new AnswerPart.ThoughtSealed(MessagesSeal.ofRedacted("dark")),
                        new AnswerPart.Thought("hm"),
                        new AnswerPart.ThoughtSealed(new Seal(Protocol.RESPONSES, "enc")),
                        new AnswerPart.ThoughtSealed(new Seal(Protocol.MESSAGES, "bare")),
                        new AnswerPart.CallBegun(
                                0,
                                "t",
                                "f",
                                Optional.of(new Seal(Protocol.GENERATE_CONTENT, "gem"))),
                        new AnswerPart.CallArguments(0, "{}"));
        byte[] frames = streamed(parts);
        assertThat(Client.streamed(frames).content()).hasSize(5);
        assertThat(Answers.read(new MessagesAnswerReader(), frames)).startsWith(array(parts));
        byte[] plain = new MessagesAnswerWriter(HEAD).plain(parts);
        assertThat(Client.plain(plain).content()).hasSize(5);
        assertThat(new MessagesAnswerReader().plain(plain)).startsWith(array(parts));
    }

    private static AnswerPart[] array(List<AnswerPart> parts) {
        return parts.toArray(AnswerPart[]::new);
    }

    @Test
    void aBrokenAnswerEndsInAnErrorAndLooksCompleteToNoOne() {
        MessagesAnswerWriter writer = new MessagesAnswerWriter(HEAD);
        var out = new ByteArrayOutputStream();
        out.writeBytes(writer.frames(List.of(new AnswerPart.Text("half"))));
        assertThatThrownBy(() -> Client.streamed(out.toByteArray()))
                .isNotInstanceOf(AnthropicInvalidDataException.class)
                .isInstanceOf(IllegalStateException.class);
        assertThat(text(writer.broken("upstream_cut", "the provider broke off")))
                .isEqualTo(
                        """
                        event: error
                        data: {"type":"error","error":{"type":"api_error","message":"the provider broke off"}}

                        """);
    }
}
