package io.spidergate.llm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Answers;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.conversation.Seal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Chat completions to and from the parts that all protocols share.
class ChatAnswersBetweenProtocolsTest {

    private static final AnswerHead HEAD = new AnswerHead("a1", "m", 1_700_000_000, 5, true);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<AnswerPart> chunks(String... datas) {
        ChatAnswerReader reader = new ChatAnswerReader();
        List<AnswerPart> parts = new ArrayList<>();
        for (String data : datas) {
            parts.addAll(reader.event("message", bytes(data), 0, bytes(data).length));
        }
        return parts;
    }

    private static byte[] streamed(List<AnswerPart> parts) {
        ChatAnswerWriter writer = new ChatAnswerWriter(HEAD);
        var out = new ByteArrayOutputStream();
        parts.forEach(part -> out.writeBytes(writer.frames(List.of(part))));
        out.writeBytes(writer.end());
        return out.toByteArray();
    }

    @Test
    void anyAnswerSurvivesBeingWrittenAndReadWhetherStreamedOrPlain() {
        qt().forAll(Answers.any())
                .checkAssert(parts -> {
                    var meant = Answers.understood(parts);
                    var streamed = Answers.read(new ChatAnswerReader(), streamed(parts));
                    assertThat(streamed.getLast()).isEqualTo(new AnswerPart.Ended());
                    assertThat(Answers.understood(streamed)).isEqualTo(meant);
                    byte[] plain = new ChatAnswerWriter(HEAD).plain(parts);
                    assertThat(Answers.understood(new ChatAnswerReader().plain(plain)))
                            .isEqualTo(meant);
                });
    }

    @Test
    void anAnswerWithoutItsEndHasNoFinishReason() {
        byte[] open = new ChatAnswerWriter(HEAD).frames(List.of(new AnswerPart.Text("half")));
        assertThat(new String(open, StandardCharsets.UTF_8))
                .contains("\"finish_reason\":null")
                .doesNotContain("[DONE]");
    }

    @Test
    void putsCallsTogetherThatHaveNoIndex() {
        assertThat(
                        chunks(
                                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}}]}",
                                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"}\"}}]}}]}"))
                .containsExactly(
                        new AnswerPart.CallBegun(0, "x", "f", Optional.empty()),
                        new AnswerPart.CallArguments(0, "{"),
                        new AnswerPart.CallArguments(0, "}"));
    }

    @Test
    void readsThoughtsUnderEachOfTheirNames() {
        assertThat(
                        chunks(
                                "{\"choices\":[{\"delta\":{\"reasoning\":\"a\"}}]}",
                                "{\"choices\":[{\"delta\":{\"reasoning_content\":\"b\"}}]}",
                                "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"text\":\"c\"}]},{\"type\":\"text\",\"text\":\"d\"}]}}]}"))
                .containsExactly(
                        new AnswerPart.Thought("a"),
                        new AnswerPart.Thought("b"),
                        new AnswerPart.Thought("c"),
                        new AnswerPart.Text("d"));
    }

    @Test
    void readsUsageWhereGroqPutsItAndErrorsWhereverTheyAre() {
        assertThat(
                        chunks(
                                "{\"choices\":[],\"x_groq\":{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}}"))
                .containsExactly(new AnswerPart.Counted(new Usage(3, 0, 4, 0)));
        assertThat(chunks("{\"error\":{\"message\":\"no\",\"type\":\"t\",\"code\":\"c\"}}"))
                .containsExactly(new AnswerPart.Broken(new UpstreamError("t", "c", "no")));
        assertThat(chunks("{\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}"))
                .hasOnlyElementsOfType(AnswerPart.Broken.class);
    }

    @Test
    void refusesPiecesOfTwoCallsMixed() {
        String begin =
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":%d,\"id\":\"%s\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}}]}";
        List<AnswerPart> parts =
                chunks(
                        begin.formatted(0, "x"),
                        begin.formatted(1, "y"),
                        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]}}]}");
        assertThat(parts.getLast())
                .isEqualTo(new AnswerPart.Malformed("pieces of two calls are mixed"));
    }

    @Test
    void carriesForeignSealsInTheFieldsThatClientsSendBack() {
        Seal thought = new Seal(Protocol.MESSAGES, "sig");
        Seal call = new Seal(Protocol.GENERATE_CONTENT, "thought");
        List<AnswerPart> parts =
                List.of(
                        new AnswerPart.Thought("hm"),
                        new AnswerPart.ThoughtSealed(thought),
                        new AnswerPart.CallBegun(0, "x", "f", Optional.of(call)),
                        new AnswerPart.Finished(Finish.TOOL_CALLS));
        assertThat(Answers.read(new ChatAnswerReader(), streamed(parts)))
                .contains(parts.get(1), parts.get(2));
    }
}
