package io.spidergate.llm.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaudeModelTest {

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5, opus, 505",
        "anthropic/claude-sonnet-5.5, sonnet, 505",
        "global.anthropic.claude-haiku-5-5, haiku, 505",
        "claude-haiku-4-5-20251001, haiku, 405",
        "claude-opus-4-20250514, opus, 400",
        "claude-3-7-sonnet-20250219, sonnet, 307",
        "anthropic.claude-opus-4-6-v1, opus, 406",
        "claude-mythos-preview, mythos, 500",
        "claude, '', 500",
        "glm-5, '', 0"
    })
    void readsFamilyAndVersionFromAnyOfItsNames(String name, String family, int version) {
        assertThat(ClaudeModel.of(name)).isEqualTo(new ClaudeModel(family, version));
    }

    @Test
    void knowsWhoCannotBeKeptFromThinkingNorForcedToACall() {
        assertThat(ClaudeModel.of("claude-sonnet-5-5").refusesForcedCalls()).isTrue();
        assertThat(ClaudeModel.of("claude-fable-5-1").refusesForcedCalls()).isTrue();
        assertThat(ClaudeModel.of("claude-fable-5").refusesForcedCalls()).isFalse();
        assertThat(ClaudeModel.of("claude-haiku-5-5").refusesForcedCalls()).isFalse();
        assertThat(ClaudeModel.of("claude-fable-5").refusesToStopThinking()).isTrue();
        assertThat(ClaudeModel.of("claude-opus-5").refusesToStopThinking()).isFalse();
    }
}
