package io.spidergate.llm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Need;
import io.spidergate.llm.conversation.Needs;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.PromptSize;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Sampling;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.conversation.Thinking;
import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.conversation.ToolChoice;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Chat completion requests to and from the conversation that all protocols share.
class ChatConversationTest {

    private static final String PNG = "data:image/png;base64,iVBORw0KGgo=";

    private static ObjectNode json(String text) throws IOException {
        return (ObjectNode) Json.MAPPER.readTree(text);
    }

    private static final String WHOLE =
            """
            {"model":"m","stream":true,"messages":[
              {"role":"system","content":"Be brief."},
              {"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"%s"}}]},
              {"role":"assistant","content":null,"tool_calls":[
                {"id":"c1","type":"function","function":{"name":"look_up","arguments":"{\\"q\\":1}"},
                 "extra_content":{"google":{"thought_signature":"sig"}}}]},
              {"role":"tool","tool_call_id":"c1","content":"a cat"},
              {"role":"assistant","content":"A cat."},
              {"role":"user","content":"Thanks"}],
             "tools":[{"type":"function","function":{"name":"look_up","description":"finds","parameters":{"type":"object"},"strict":true}}],
             "tool_choice":{"type":"function","function":{"name":"look_up"}},"parallel_tool_calls":false,
             "max_tokens":50,"temperature":0.5,"top_p":0.9,"presence_penalty":0.1,"frequency_penalty":0.2,"seed":4,
             "stop":["END"],"user":"u","reasoning_effort":"low",
             "response_format":{"type":"json_schema","json_schema":{"name":"it","schema":{"type":"object"},"strict":true}}}
            """
                    .formatted(PNG);

    private static Conversation whole() {
        var object = Json.MAPPER.createObjectNode().put("type", "object");
        return new Conversation(
                "m",
                List.of(
                        new Turn.Instructions("Be brief."),
                        new Turn.User(
                                List.of(
                                        new Part.Text("What is it?"),
                                        new Part.InlineImage("image/png", "iVBORw0KGgo="))),
                        new Turn.Assistant(
                                List.of(
                                        new Said.Call(
                                                "c1",
                                                "look_up",
                                                "{\"q\":1}",
                                                Optional.of(
                                                        new Seal(
                                                                Protocol.GENERATE_CONTENT,
                                                                "sig"))))),
                        new Turn.ToolResult("c1", List.of(new Part.Text("a cat")), false),
                        new Turn.Assistant(List.of(new Said.Text("A cat."))),
                        new Turn.User(List.of(new Part.Text("Thanks")))),
                List.of(new Tool("look_up", "finds", object, true)),
                new ToolChoice.Named("look_up"),
                false,
                new Sampling(
                        OptionalInt.of(50),
                        OptionalDouble.of(0.5),
                        OptionalDouble.of(0.9),
                        OptionalInt.empty(),
                        OptionalDouble.of(0.1),
                        OptionalDouble.of(0.2),
                        OptionalLong.of(4),
                        List.of("END"),
                        Optional.of("u")),
                new AnswerForm.JsonSchema("it", object, true),
                new Thinking.Effort("low"),
                true);
    }

    @Test
    void readsAllThatACallerCanAsk() throws IOException {
        assertThat(ChatConversation.of(json(WHOLE)))
                .isEqualTo(new ChatConversation.Carried(whole(), List.of()));
    }

    @Test
    void writesWhatItReads() throws IOException {
        WrittenRequest written = new ChatRequestWriter().write(whole(), "m", Set.of());
        assertThat(written).isInstanceOf(WrittenRequest.Body.class);
        WrittenRequest.Body body = (WrittenRequest.Body) written;
        assertThat(body.notes()).isEmpty();
        ObjectNode expected = json(WHOLE);
        expected.putObject("stream_options").put("include_usage", true);
        assertThat(json(new String(body.body(), StandardCharsets.UTF_8))).isEqualTo(expected);
    }

    @Test
    void whatItWritesPassesTheRulesOfARequest() {
        WrittenRequest.Body body =
                (WrittenRequest.Body) new ChatRequestWriter().write(whole(), "other", Set.of());
        assertThat(ChatRequest.parse(body.body())).isInstanceOf(ParsedChat.Valid.class);
    }

    @Test
    void knowsWhatTheConversationNeedsAndHowLongItIs() {
        assertThat(Needs.of(whole()))
                .isEqualTo(Set.of(Need.TOOLS, Need.VISION, Need.JSON_SCHEMA, Need.REASONING));
        assertThat(PromptSize.of(whole())).isBetween(780L, 850L);
    }

    @Test
    void doesNotCarryWhatAsksForAnotherAnswer() throws IOException {
        assertThat(ChatConversation.of(json("{\"model\":\"m\",\"messages\":[],\"n\":2}")))
                .isEqualTo(
                        new ChatConversation.Impossible(
                                "n", "several choices exist in chat completions only"));
    }

    @Test
    void givesThoughtsBackOnlyToProvidersThatWantThem() throws IOException {
        Conversation thinking =
                ((ChatConversation.Carried)
                                ChatConversation.of(
                                        json(
                                                """
                                                {"model":"m","messages":[{"role":"assistant","content":"x","reasoning_content":"hm"}]}
                                                """)))
                        .conversation();
        var shy = (WrittenRequest.Body) new ChatRequestWriter().write(thinking, "m", Set.of());
        var keen =
                (WrittenRequest.Body)
                        new ChatRequestWriter()
                                .write(thinking, "m", Set.of(Quirk.NEEDS_REASONING_CONTENT));
        assertThat(shy.notes())
                .containsExactly(
                        "earlier thoughts were left out: the provider does not take them back");
        assertThat(new String(shy.body(), StandardCharsets.UTF_8)).doesNotContain("hm");
        assertThat(new String(keen.body(), StandardCharsets.UTF_8))
                .contains("\"reasoning_content\":\"hm\"");
    }
}
