package io.spidergate.llm.converse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Answers;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.conversation.Seal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConverseAnswerReaderTest {

    private static final String WHOLE =
            """
            {"output": {"message": {"role": "assistant", "content": [
               {"reasoningContent": {"reasoningText": {"text": "hm, yes", "signature": "c2Vh"}}},
               {"text": "Here: 1"},
               {"toolUse": {"toolUseId": "t1", "name": "look_up", "input": {"q":"web"}}},
               {"toolUse": {"toolUseId": "t2", "name": "now", "input": {}}}]}},
             "stopReason": "tool_use",
             "usage": {"inputTokens": 7, "cacheReadInputTokens": 3, "cacheWriteInputTokens": 2,
                       "outputTokens": 11, "totalTokens": 23}}
            """;

    private static final List<String> EVENTS =
            List.of(
                    "messageStart {\"role\": \"assistant\"}",
                    "contentBlockDelta {\"contentBlockIndex\": 0, \"delta\": {\"reasoningContent\": {\"text\": \"hm, \"}}}",
                    "contentBlockDelta {\"contentBlockIndex\": 0, \"delta\": {\"reasoningContent\": {\"text\": \"yes\"}}}",
                    "contentBlockDelta {\"contentBlockIndex\": 0, \"delta\": {\"reasoningContent\": {\"signature\": \"c2Vh\"}}}",
                    "contentBlockStop {\"contentBlockIndex\": 0}",
                    "contentBlockDelta {\"contentBlockIndex\": 1, \"delta\": {\"text\": \"Here: \"}}",
                    "contentBlockDelta {\"contentBlockIndex\": 1, \"delta\": {\"text\": \"1\"}}",
                    "contentBlockStop {\"contentBlockIndex\": 1}",
                    "contentBlockStart {\"contentBlockIndex\": 2, \"start\": {\"toolUse\": {\"toolUseId\": \"t1\", \"name\": \"look_up\"}}}",
                    "contentBlockDelta {\"contentBlockIndex\": 2, \"delta\": {\"toolUse\": {\"input\": \"{\\\"q\\\":\"}}}",
                    "contentBlockDelta {\"contentBlockIndex\": 2, \"delta\": {\"toolUse\": {\"input\": \"\\\"web\\\"}\"}}}",
                    "contentBlockStop {\"contentBlockIndex\": 2}",
                    "contentBlockStart {\"contentBlockIndex\": 3, \"start\": {\"toolUse\": {\"toolUseId\": \"t2\", \"name\": \"now\"}}}",
                    "contentBlockStop {\"contentBlockIndex\": 3}",
                    "messageStop {\"stopReason\": \"tool_use\"}",
                    "metadata {\"usage\": {\"inputTokens\": 7, \"cacheReadInputTokens\": 3, \"cacheWriteInputTokens\": 2, \"outputTokens\": 11}, \"metrics\": {}}");

    @Test
    void aStreamSaysWhatTheDocumentSays() {
        List<AnswerPart> whole = new ConverseAnswerReader().plain(bytes(WHOLE));
        List<AnswerPart> streamed = streamed(EVENTS);

        assertThat(Answers.understood(streamed)).isEqualTo(Answers.understood(whole));
        assertThat(streamed.getLast()).isEqualTo(new AnswerPart.Ended());
        assertThat(whole)
                .contains(
                        new AnswerPart.ThoughtSealed(new Seal(Protocol.MESSAGES, "c2Vh")),
                        new AnswerPart.Finished(Finish.TOOL_CALLS),
                        new AnswerPart.Counted(new Usage(12, 3, 11, 0)));
        assertThat(Answers.understood(whole).calls())
                .containsExactly("t1 look_up {\"q\":\"web\"}", "t2 now {}");
    }

    @Test
    void aStreamWithoutItsLastEventIsFinishedAndNotEnded() {
        assertThat(streamed(EVENTS.subList(0, EVENTS.size() - 1)).getLast())
                .isEqualTo(new AnswerPart.Finished(Finish.TOOL_CALLS));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP",
        "stop_sequence, STOP",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "tool_use, TOOL_CALLS",
        "guardrail_intervened, CONTENT_FILTER",
        "content_filtered, CONTENT_FILTER",
        "yet_to_be_invented, STOP"
    })
    void readsWhyItStopped(String word, Finish finish) {
        assertThat(streamed(List.of("messageStop {\"stopReason\": \"" + word + "\"}")))
                .containsExactly(new AnswerPart.Finished(finish));
    }

    @ParameterizedTest
    @CsvSource({"throttlingException", "modelStreamErrorException", "error"})
    void anExceptionBreaksTheAnswer(String name) {
        assertThat(streamed(List.of(name + " {\"message\": \"slow down\"}", EVENTS.get(5))))
                .containsExactly(new AnswerPart.Broken(new UpstreamError(name, "", "slow down")));
    }

    @Test
    void anErrorAsADocumentIsNoAnswer() {
        assertThat(new ConverseAnswerReader().plain(bytes("{\"message\": \"no\"}")))
                .containsExactly(new AnswerPart.Broken(new UpstreamError("", "", "no")));
        assertThat(new ConverseAnswerReader().plain(bytes("{}")).getFirst())
                .isInstanceOf(AnswerPart.Malformed.class);
    }

    @Test
    void contentMayNotComeAfterTheEnd() {
        assertThat(streamed(List.of(EVENTS.get(14), EVENTS.get(5))).getLast())
                .isInstanceOf(AnswerPart.Malformed.class);
        assertThat(streamed(List.of(EVENTS.get(9))).getLast())
                .as("arguments of nothing")
                .isInstanceOf(AnswerPart.Malformed.class);
    }

    @FuzzTest
    void anyAnswerIsReadOrRefused(byte[] json) {
        assertThat(new ConverseAnswerReader().plain(json)).isNotNull();
        for (String name : List.of("contentBlockStart", "contentBlockDelta", "metadata", "error")) {
            assertThat(new ConverseAnswerReader().event(name, json, 0, json.length)).isNotNull();
        }
    }

    private static List<AnswerPart> streamed(List<String> events) {
        ConverseAnswerReader reader = new ConverseAnswerReader();
        List<AnswerPart> parts = new ArrayList<>();
        for (String event : events) {
            String[] nameAndData = event.split(" ", 2);
            byte[] data = bytes(nameAndData[1]);
            parts.addAll(reader.event(nameAndData[0], data, 0, data.length));
        }
        return parts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
