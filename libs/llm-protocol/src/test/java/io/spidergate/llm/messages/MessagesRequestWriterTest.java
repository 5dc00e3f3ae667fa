package io.spidergate.llm.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.chat.ChatConversation;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Anthropic gets of conversations that began in another protocol.
class MessagesRequestWriterTest {

    private static final String MODEL = "claude-haiku-4-5";

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// A chat completion request as it comes out here.
    private static WrittenRequest written(String chat, String model) {
        var carried = (ChatConversation.Carried) ChatConversation.of((ObjectNode) json(chat));
        return new MessagesRequestWriter().write(carried.conversation(), model, Set.of());
    }

    private static WrittenRequest.Body body(String chat) {
        return (WrittenRequest.Body) written(chat, MODEL);
    }

    private static JsonNode tree(WrittenRequest.Body body) {
        return json(new String(body.body(), java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String user(String more) {
        return "{'messages':[{'role':'user','content':'hi'}]" + more + "}";
    }

    @Test
    void isReadBackAsItWasWhereNothingWasNoted() {
        qt().withExamples(2_000)
                .forAll(Conversations.any())
                .checkAssert(conversation -> {
                    var body =
                            (WrittenRequest.Body)
                                    new MessagesRequestWriter().write(conversation, "m", Set.of());
                    if (body.notes().isEmpty()) {
                        assertThat(new MessagesRequestReader().read((ObjectNode) tree(body)))
                                .isEqualTo(
                                        new ReadRequest.Valid(
                                                conversation, SpidergateOptions.NONE, List.of()));
                    }
                });
    }

    @Test
    void theOfficialTypesAcceptWhateverIsWritten() {
        qt().forAll(Conversations.any())
                .checkAssert(conversation -> {
                    for (String model : List.of("m", MODEL, "claude-opus-5-5", "claude-opus-4-6")) {
                        if (new MessagesRequestWriter().write(conversation, model, Set.of())
                                instanceof WrittenRequest.Body written) {
                            validate(written);
                        }
                    }
                });
    }

    private static void validate(WrittenRequest.Body written) {
        try {
            ObjectMappers.jsonMapper()
                    .readValue(written.body(), MessageCreateParams.Body.class)
                    .validate();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Test
    void gathersInstructionsAtTheTopAndMergesNeighbours() {
        var body =
                body(
                        """
                        {'messages':[{'role':'system','content':'One.'},{'role':'user','content':'a'},{'role':'developer','content':'Two.'},
                        {'role':'user','content':'b'},{'role':'assistant','content':'c '},{'role':'assistant','content':'  '}],
                        'max_tokens':9,'response_format':{'type':'json_object'}}\
                        """);
        assertThat(tree(body))
                .isEqualTo(
                        json(
                                """
                                {'model':'claude-haiku-4-5','max_tokens':9,'system':[{'type':'text','text':'One.'},{'type':'text','text':'Two.'},
                                {'type':'text','text':'Answer with one JSON object and nothing else.'}],
                                'messages':[{'role':'user','content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]},
                                {'role':'assistant','content':[{'type':'text','text':'c'}]}]}\
                                """));
        assertThat(body.notes())
                .containsExactly(
                        "instructions among the turns were moved to the top",
                        "a JSON object as form of the answer became an instruction");
    }

    @Test
    void putsAUsersWordFirstAndALimitWhereThereIsNone() {
        var body = body("{'messages':[{'role':'system','content':'Say pong.'}]}");
        assertThat(tree(body))
                .isEqualTo(
                        json(
                                """
                                {'model':'claude-haiku-4-5','max_tokens':4096,'system':'Say pong.',
                                'messages':[{'role':'user','content':[{'type':'text','text':'Begin.'}]}]}\
                                """));
        assertThat(body.notes())
                .containsExactly(
                        "a word of the user was put first: the protocol wants one",
                        "max_tokens was set to 4096: the protocol wants a limit");
    }

    @Test
    void givesRepeatedAndUnfitIdsNewOnesAndWrapsBrokenArguments() {
        String call =
                "{'role':'assistant','tool_calls':[{'id':'%s','type':'function','function':{'name':'a.b','arguments':'%s'}}]},"
                        + "{'role':'tool','tool_call_id':'%s','content':'r'},";
        var body =
                body(
                        "{'messages':[{'role':'user','content':'x'},"
                                + call.formatted("call_0", "{}", "call_0")
                                + call.formatted("call_0", "[1", "call_0")
                                + call.formatted("call|1", "", "call|1")
                                + "{'role':'user','content':'y'}],'max_tokens':9}");
        JsonNode messages = tree(body).path("messages");
        List<String> ids = messages.findValuesAsText("id");
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-zA-Z0-9_-]{1,64}"));
        assertThat(ids.getFirst()).isEqualTo("call_0");
        assertThat(messages.findValuesAsText("tool_use_id")).isEqualTo(ids);
        assertThat(messages.findValues("input"))
                .containsExactly(json("{}"), json("{'arguments':'[1'}"), json("{}"));
        assertThat(tree(body).path("tools"))
                .isEqualTo(json("[{'name':'a_b','input_schema':{'type':'object'}}]"));
        assertThat(tree(body).path("tool_choice")).isEqualTo(json("{'type':'none'}"));
        assertThat(body.notes())
                .containsExactly(
                        "arguments of an earlier call were wrapped: they are no JSON object",
                        "functions of earlier calls were declared again, not to be called");
    }

    @Test
    void givesThoughtsBackOnlyUnderItsOwnSeal() {
        var carried =
                (ChatConversation.Carried)
                        ChatConversation.of((ObjectNode) json(user(",'max_tokens':9")));
        Conversation conversation = carried.conversation();
        Turn answer =
                new Turn.Assistant(
                        List.of(
                                new Said.Thought(
                                        "mine", Optional.of(new Seal(Protocol.MESSAGES, "s"))),
                                new Said.Thought("bare", Optional.empty()),
                                new Said.Thought(
                                        "theirs", Optional.of(new Seal(Protocol.RESPONSES, "r"))),
                                new Said.Text("ok")));
        var body =
                (WrittenRequest.Body)
                        new MessagesRequestWriter()
                                .write(
                                        new Conversation(
                                                "m",
                                                List.of(conversation.turns().getFirst(), answer),
                                                List.of(),
                                                conversation.toolChoice(),
                                                true,
                                                conversation.sampling(),
                                                conversation.form(),
                                                conversation.thinking(),
                                                false),
                                        MODEL,
                                        Set.of());
        assertThat(tree(body).path("messages").path(1).path("content"))
                .isEqualTo(
                        json(
                                "[{'type':'thinking','thinking':'mine','signature':'s'},{'type':'text','text':'ok'}]"));
        assertThat(body.notes())
                .containsExactly(
                        "earlier thoughts were left out: they bear no seal of this protocol");
    }

    @Test
    void leavesOutWhatOnlyTunesWithANote() {
        var body =
                body(
                        user(
                                ",'max_tokens':9,'temperature':1.5,'top_p':0.5,'presence_penalty':1,'frequency_penalty':1,'seed':3,'stop':['END'],'user':'u'"));
        assertThat(tree(body))
                .isEqualTo(
                        json(
                                """
                                {'model':'claude-haiku-4-5','max_tokens':9,'messages':[{'role':'user','content':[{'type':'text','text':'hi'}]}],
                                'temperature':1.0,'stop_sequences':['END'],'metadata':{'user_id':'u'}}\
                                """));
        assertThat(body.notes())
                .containsExactly(
                        "temperature became 1: messages know no higher",
                        "top_p was left out: the model takes temperature or top_p",
                        "presence_penalty was left out: messages have none",
                        "frequency_penalty was left out: messages have none",
                        "seed was left out: messages have none");
    }

    @Test
    void refusesWhatItCannotCarry() {
        String tools =
                ",'tools':[{'type':'function','function':{'name':'%s'}}],'tool_choice':'required'";
        assertThat(written(user(tools.formatted("a.b")), MODEL))
                .isEqualTo(
                        new WrittenRequest.CannotCarry(
                                "tools.name",
                                "names of functions must be of 1 to 128 letters, digits, _ and - here"));
        assertThat(written(user(tools.formatted("f")), "claude-opus-5-5"))
                .isEqualTo(
                        new WrittenRequest.CannotCarry(
                                "toolChoice", "the model refuses to be forced to a call"));
        assertThat(written(user(",'stop':'\\n'"), MODEL))
                .isEqualTo(
                        new WrittenRequest.CannotCarry(
                                "sampling.stop",
                                "a stop text must have more than white space here"));
        assertThat(written("{'messages':[{'role':'assistant','content':'a'}]}", "claude-opus-5"))
                .isEqualTo(
                        new WrittenRequest.CannotCarry(
                                "turns", "the model does not continue an answer that was begun"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude-haiku-4-5 | low     |      | {'type':'enabled','budget_tokens':1024}  |        | 5120",
                "claude-haiku-4-5 | high    | 9000 | {'type':'enabled','budget_tokens':4500}  |        | 9000",
                "claude-haiku-4-5 | high    | 2000 |                                          |        | 2000",
                "claude-haiku-4-5 | none    | 2000 | {'type':'disabled'}                      |        | 2000",
                "claude-opus-4-6  | xhigh   | 2000 | {'type':'adaptive'}                      | high   | 2000",
                "claude-sonnet-5  | xhigh   | 2000 | {'type':'adaptive'}                      | xhigh  | 2000",
                "claude-sonnet-5  | minimal |      | {'type':'adaptive'}                      | low    | 5120",
                "claude-opus-5-5  | none    | 2000 |                                          | low    | 2000",
                "glm-5            | medium  |      | {'type':'enabled','budget_tokens':8192}  |        | 12288"
            })
    void asksForThinkingAsTheModelTakesIt(
            String model, String effort, Integer limit, String thinking, String asked, int tokens) {
        String limited = limit == null ? "" : ",'max_tokens':" + limit;
        var body =
                (WrittenRequest.Body)
                        written(user(",'reasoning_effort':'" + effort + "'" + limited), model);
        JsonNode tree = tree(body);
        assertThat(tree.get("thinking")).isEqualTo(thinking == null ? null : json(thinking));
        assertThat(tree.path("output_config").path("effort").textValue()).isEqualTo(asked);
        assertThat(tree.path("max_tokens").asInt()).isEqualTo(tokens);
    }
}
