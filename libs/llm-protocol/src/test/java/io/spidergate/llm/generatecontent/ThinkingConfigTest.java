package io.spidergate.llm.generatecontent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.conversation.Thinking;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThinkingConfigTest {

    private static String config(String model, Thinking thinking) {
        return new ThinkingConfig(GeminiModel.of(model), new Notes())
                .of(thinking)
                .map(JsonNode::toString)
                .orElse("")
                .replace("\"", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gemini-3.8-flash | minimal | {thinkingLevel:MINIMAL,includeThoughts:true}",
                "gemini-3.1-pro-preview | minimal | {thinkingLevel:LOW,includeThoughts:true}",
                "gemini-4-argon | medium | {thinkingLevel:MEDIUM,includeThoughts:true}",
                "gemini-flash-latest | max | {thinkingLevel:HIGH,includeThoughts:true}",
                "gemini-2.5-flash | minimal | {thinkingBudget:1024,includeThoughts:true}",
                "gemini-2.5-flash-lite | high | {thinkingBudget:24576,includeThoughts:true}",
                "models/gemini-2.5-pro | xhigh | {thinkingBudget:32768,includeThoughts:true}",
                "gemini-2.0-flash-001 | high | ''",
                "gemma-3-27b-it | high | ''",
            })
    void saysAnEffortInTheWordsOfTheGeneration(String model, String effort, String config) {
        assertThat(config(model, new Thinking.Effort(effort))).isEqualTo(config);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gemini-3.8-flash | {thinkingLevel:MINIMAL}",
                "gemini-3.1-pro-preview | {thinkingLevel:LOW}",
                "gemini-2.5-flash | {thinkingBudget:0}",
                "gemini-2.5-pro | {thinkingBudget:128}",
                "gemini-2.0-flash | ''",
            })
    void thinksAsLittleAsTheModelCanWhenThinkingIsOff(String model, String config) {
        assertThat(config(model, new Thinking.Off())).isEqualTo(config);
        assertThat(config(model, new Thinking.Unsaid())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gemini-2.5-flash-lite | 100 | {thinkingBudget:512,includeThoughts:true}",
                "gemini-2.5-flash | 100 | {thinkingBudget:100,includeThoughts:true}",
                "gemini-2.5-flash | 99999 | {thinkingBudget:24576,includeThoughts:true}",
                "gemini-2.5-pro | 99999 | {thinkingBudget:32768,includeThoughts:true}",
                "gemini-3.8-flash | 2047 | {thinkingLevel:LOW,includeThoughts:true}",
                "gemini-3.8-flash | 2048 | {thinkingLevel:MEDIUM,includeThoughts:true}",
                "gemini-3.8-flash | 16384 | {thinkingLevel:HIGH,includeThoughts:true}",
            })
    void keepsABudgetWithinTheModelsBounds(String model, int tokens, String config) {
        assertThat(config(model, new Thinking.Budget(tokens))).isEqualTo(config);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gemini-3.8-flash | {includeThoughts:true}",
                "gemini-2.5-flash | {thinkingBudget:-1,includeThoughts:true}",
            })
    void leavesAdaptiveThinkingToTheModel(String model, String config) {
        assertThat(config(model, new Thinking.Adaptive())).isEqualTo(config);
    }
}
