package io.spidergate.vault.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.vault.RosterEntry;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of models in the forms of providers.
class RosterReaderTest {

    @Test
    void readsOpenRouters() throws JsonProcessingException {
        RosterEntry entry =
                entry(
                        """
                        {"id": "z-ai/glm-5.3", "context_length": 1000000,
                         "architecture": {"input_modalities": ["text", "image"],
                                          "output_modalities": ["text"]},
                         "pricing": {"prompt": "0.0000014", "completion": "0.0000044",
                                     "input_cache_read": "0.00000026"},
                         "top_provider": {"context_length": 200000, "max_completion_tokens": 131072},
                         "supported_parameters": ["tools", "response_format", "reasoning"]}\
                        """);

        assertThat(entry)
                .isEqualTo(
                        new RosterEntry(
                                "m",
                                1_000_000,
                                131_072,
                                Set.of(
                                        Capability.CHAT,
                                        Capability.VISION,
                                        Capability.FUNCTION_CALLING,
                                        Capability.JSON_OBJECT,
                                        Capability.REASONING),
                                new RosterEntry.Price(
                                        new BigDecimal("1.4"),
                                        new BigDecimal("0.26"),
                                        new BigDecimal("4.4"))));
    }

    @Test
    void readsWhatGroqMistralGoogleAndVercelTell() throws JsonProcessingException {
        assertThat(entry("{\"context_window\": 131072, \"max_completion_tokens\": 8192}"))
                .matches(it -> it.contextTokens() == 131_072 && it.maxOutputTokens() == 8_192);
        assertThat(
                        entry(
                                        "{\"max_context_length\": 262144, \"capabilities\":"
                                                + " {\"completion_chat\": true, \"vision\": false,"
                                                + " \"function_calling\": true}}")
                                .capabilities())
                .containsExactlyInAnyOrder(Capability.CHAT, Capability.FUNCTION_CALLING);
        assertThat(entry("{\"inputTokenLimit\": 1048576, \"outputTokenLimit\": 65536}"))
                .matches(it -> it.contextTokens() == 1_048_576 && it.maxOutputTokens() == 65_536);
        assertThat(
                        entry("{\"pricing\": {\"input\": \"0.000002\", \"output\": \"0.00001\"}}")
                                .price())
                .isEqualTo(new RosterEntry.Price(new BigDecimal("2"), null, new BigDecimal("10")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'context_length': -1, 'pricing': {'prompt': '-1', 'completion': '-1'}}",
                "{'context_length': 'many', 'pricing': {'prompt': 0.1, 'completion': 0.2}}",
                "{'context_length': 99999999999, 'pricing': {'prompt': '5', 'completion': '5'}}",
                "{'pricing': {'prompt': '1e999999999', 'completion': '1'}}",
                "{'pricing': {'prompt': '0.00000000000000000001', 'completion': '1e-400000'}}",
                "{'pricing': 'free', 'architecture': [], 'supported_parameters': {'tools': 1}}",
                "{'top_provider': {'max_completion_tokens': null}, 'capabilities': ['vision']}"
            })
    void leavesOutWhatItDoesNotUnderstand(String model) throws JsonProcessingException {
        RosterEntry entry = entry(model.replace('\'', '"'));

        assertThat(entry).isEqualTo(new RosterEntry("m", 0, 0, Set.of(), null));
    }

    @Test
    void anAnswerIsNeverLongerThanTheContext() throws JsonProcessingException {
        assertThat(entry("{\"context_length\": 8192, \"max_tokens\": 40000}").maxOutputTokens())
                .isEqualTo(8_192);
    }

    private static RosterEntry entry(String json) throws JsonProcessingException {
        return RosterReader.entry("m", new ObjectMapper().readTree(json));
    }
}
