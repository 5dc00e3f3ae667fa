package io.spidergate.llm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.spidergate.llm.conversation.WrittenRequest;
import java.util.Set;

final class ChatRequestFuzzTest {

    private static final Set<String> QUIRKS = Set.of("max_completion_tokens");

    /// Whatever a caller sends is either refused with a reason or can be sent on, and what is sent
    /// on would be accepted again.
    @FuzzTest
    void anyBodyIsRefusedWithAReasonOrCanBeSentOn(byte[] json) {
        switch (ChatRequest.parse(json)) {
            case ParsedChat.Invalid(var reason) -> {
                assertThat(reason.message()).isNotBlank();
                assertThat(reason.code()).isNotBlank();
            }
            case ParsedChat.Valid(ChatRequest request) -> {
                assertThat(request.promptTokens()).isNotNegative();
                assertThat(request.maxTokens().orElse(1)).isPositive();
                assertThat(request.n()).isPositive();
                if (request.bodyFor("upstream-model", QUIRKS)
                        instanceof WrittenRequest.Body written) {
                    assertThat(ChatRequest.parse(written.body()))
                            .isInstanceOf(ParsedChat.Valid.class);
                }
            }
        }
    }
}
