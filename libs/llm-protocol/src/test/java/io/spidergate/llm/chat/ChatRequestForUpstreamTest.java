package io.spidergate.llm.chat;

import static io.spidergate.llm.chat.ChatBodies.HELLO;
import static io.spidergate.llm.chat.ChatBodies.parse;
import static io.spidergate.llm.chat.ChatBodies.valid;
import static io.spidergate.llm.chat.ChatBodies.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The body that an upstream gets: as the caller sent it, but for what the upstream needs.
final class ChatRequestForUpstreamTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void changesForAnUpstreamOnlyWhatItMust() throws Exception {
        ChatRequest request =
                valid(with("'odd':[1,{'x':null}],'spidergate_options':{'cache_enabled':true}"));
        assertThat(upstream(request))
                .isEqualTo(
                        JSON.readTree("{\"model\":\"up\"," + HELLO + ",\"odd\":[1,{\"x\":null}]}"));
    }

    @Test
    void asksForUsageOnStreamsAndKeepsOtherStreamOptions() throws Exception {
        ChatRequest streamed =
                valid(with("'stream':true,'stream_options':{'include_obfuscation':false}"));
        assertThat(upstream(streamed).path("stream_options"))
                .isEqualTo(JSON.readTree("{\"include_obfuscation\":false,\"include_usage\":true}"));
        assertThat(upstream(streamed, Quirk.NO_STREAM_OPTIONS).has("stream_options")).isFalse();
        assertThat(
                        upstream(valid(with("'stream_options':{'include_usage':true}")))
                                .has("stream_options"))
                .isFalse();
    }

    @Test
    void bendsToQuirksAndLeavesTheRequestAsItWas() throws Exception {
        ChatRequest request =
                valid(
                        parse(
                                "{\"model\":\"m\",\"max_tokens\":5,\"seed\":1,\"store\":true,\"metadata\":{},"
                                        + "\"logprobs\":true,\"messages\":[{\"role\":\"developer\",\"content\":\"x\"}],"
                                        + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}"));
        byte[] before = ChatBodies.body(request, "up", Set.of());
        JsonNode bent =
                upstream(
                        request,
                        Quirk.MAX_COMPLETION_TOKENS,
                        Quirk.RANDOM_SEED,
                        Quirk.NO_STORE,
                        Quirk.NO_LOGPROBS,
                        Quirk.NO_DEVELOPER_ROLE,
                        Quirk.SINGLE_TOOL_CALL,
                        "something_else");
        assertThat(bent)
                .isEqualTo(
                        JSON.readTree(
                                "{\"model\":\"up\",\"max_completion_tokens\":5,\"random_seed\":1,"
                                        + "\"messages\":[{\"role\":\"system\",\"content\":\"x\"}],"
                                        + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],"
                                        + "\"parallel_tool_calls\":false}"));
        assertThat(ChatBodies.body(request, "up", Set.of())).isEqualTo(before);
    }

    private static JsonNode upstream(ChatRequest request, String... quirks) throws Exception {
        return JSON.readTree(ChatBodies.body(request, "up", Set.of(quirks)));
    }
}
