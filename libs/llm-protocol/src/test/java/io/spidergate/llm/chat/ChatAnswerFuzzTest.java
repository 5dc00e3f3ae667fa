package io.spidergate.llm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// What providers send, whatever it is, is told apart without an exception, and what is passed on
/// is still what it was.
final class ChatAnswerFuzzTest {

    @FuzzTest
    void aChunkStaysAChunkUnderTheServedModelsName(byte[] data) {
        switch (ChatChunk.read(data)) {
            case ChatChunk.Delta delta -> {
                assertThat(ChatChunk.read(delta.as("served"))).isInstanceOf(ChatChunk.Delta.class);
                if (!delta.usageOnly()) {
                    ChatChunk without = ChatChunk.read(delta.asWithoutUsage("served"));
                    assertThat(without).isNotInstanceOf(ChatChunk.Failed.class);
                }
            }
            case ChatChunk.Malformed(String reason) -> assertThat(reason).isNotBlank();
            case ChatChunk.Done done -> assertThat(new String(data)).startsWith("[DONE]");
            case ChatChunk.Failed(var error) -> assertThat(error).isNotNull();
        }
    }

    @FuzzTest
    void aCompletionStaysACompletionUnderTheServedModelsName(byte[] json) {
        switch (ChatCompletion.read(json)) {
            case ChatCompletion.Answered answered ->
                    assertThat(ChatCompletion.read(answered.as("served")))
                            .isInstanceOf(ChatCompletion.Answered.class);
            case ChatCompletion.Malformed(String reason) -> assertThat(reason).isNotBlank();
            case ChatCompletion.Failed(var error) -> assertThat(error).isNotNull();
        }
    }
}
