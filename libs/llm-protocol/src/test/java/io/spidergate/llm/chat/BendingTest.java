package io.spidergate.llm.chat;

import static io.spidergate.llm.chat.ChatBodies.messages;
import static io.spidergate.llm.chat.ChatBodies.valid;
import static io.spidergate.llm.chat.ChatBodies.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.llm.conversation.WrittenRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a provider that deviates from OpenAI's API gets, and what is said of it.
final class BendingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CALLS =
            "[{'role':'user','content':'hi'},"
                    + "{'role':'assistant','content':null,'tool_calls':[{'id':'%s','type':'function',"
                    + "'function':{'name':'f','arguments':'{}'}}]},"
                    + "{'role':'tool','tool_call_id':'%s','content':'1'},"
                    + "{'role':'user','content':'go on'}]";

    private static final String TOOLS =
            ",'tools':[{'type':'function','function':{'name':'f','parameters':%s}}]";

    @Test
    void namesTheCapOfTokensAsTheProviderDoes() throws Exception {
        ChatRequest request = valid(with("'max_completion_tokens':7"));
        assertThat(sent(request, Quirk.MAX_TOKENS).path("max_tokens").asInt()).isEqualTo(7);
        assertThat(sent(request, Quirk.MAX_TOKENS).has("max_completion_tokens")).isFalse();
    }

    @Test
    void capsTokensWhereAProviderWouldCutShort() throws Exception {
        String[] quirks = {Quirk.MAX_TOKENS_REQUIRED, Quirk.MAX_TOKENS};
        assertThat(sent(valid(with("'n':1")), quirks).path("max_tokens").asInt()).isEqualTo(8_192);
        assertThat(sent(valid(with("'max_completion_tokens':7")), quirks).path("max_tokens"))
                .isEqualTo(JSON.readTree("7"));
    }

    @Test
    void giveEveryToolCallAnIdThatTheProviderTakes() throws Exception {
        String id = "call_0123456789-of-another-provider-with-many-words";
        ChatRequest request = valid(messages(CALLS.formatted(id, id)));
        for (String quirk :
                List.of(Quirk.NINE_CHARACTER_TOOL_IDS, Quirk.TOOL_IDS_OF_40_CHARACTERS)) {
            JsonNode sent = sent(request, quirk).path("messages");
            String called = sent.path(1).path("tool_calls").path(0).path("id").asText();
            assertThat(called).isNotEqualTo(id);
            assertThat(called)
                    .matches(
                            quirk.equals(Quirk.NINE_CHARACTER_TOOL_IDS)
                                    ? "[a-zA-Z0-9]{9}"
                                    : "[a-zA-Z0-9_]{1,40}");
            assertThat(sent.path(2).path("tool_call_id").asText()).isEqualTo(called);
        }
    }

    @Test
    void leavesIdsThatFit() throws Exception {
        ChatRequest request = valid(messages(CALLS.formatted("abcDEF123", "abcDEF123")));
        JsonNode as = sent(request);
        assertThat(sent(request, Quirk.NINE_CHARACTER_TOOL_IDS)).isEqualTo(as);
        assertThat(sent(request, Quirk.TOOL_IDS_OF_40_CHARACTERS)).isEqualTo(as);
    }

    @Test
    void letsTheAssistantSpeakBetweenToolAndUser() throws Exception {
        JsonNode sent =
                sent(valid(messages(CALLS.formatted("a", "a"))), Quirk.NO_USER_AFTER_TOOL)
                        .path("messages");
        assertThat(sent).hasSize(5);
        assertThat(sent.path(3).path("role").asText()).isEqualTo("assistant");
        assertThat(sent.path(4).path("content").asText()).isEqualTo("go on");
    }

    @Test
    void flattensTextsAndNothingElse() throws Exception {
        String image = "{'type':'image_url','image_url':{'url':'data:image/png;base64,AA=='}}";
        JsonNode sent =
                sent(
                                valid(
                                        messages(
                                                "[{'role':'user','content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]},"
                                                        + "{'role':'assistant','content':null,'tool_calls':[{'id':'1','type':'function',"
                                                        + "'function':{'name':'f','arguments':'{}'}}]},"
                                                        + "{'role':'tool','tool_call_id':'1','content':'x'},"
                                                        + "{'role':'user','content':[{'type':'text','text':'a'},"
                                                        + image
                                                        + "]}]")),
                                Quirk.FLAT_CONTENT)
                        .path("messages");
        assertThat(sent.path(0).path("content").asText()).isEqualTo("a\nb");
        assertThat(sent.path(1).path("content").asText("missing")).isEmpty();
        assertThat(sent.path(3).path("content").isArray()).isTrue();
    }

    @Test
    void takesAnnotationsOutOfSchemasButNotProperties() throws Exception {
        String schema =
                "{'$schema':'s','type':'object','additionalProperties':false,'properties':{"
                        + "'additionalProperties':{'type':'string'},"
                        + "'l':{'type':'array','items':{'type':'object','additionalProperties':true}},"
                        + "'u':{'anyOf':[{'type':'object','$schema':'t'},{'type':'null'}]}}}";
        JsonNode sent =
                sent(valid(with("'n':1" + TOOLS.formatted(schema))), Quirk.NO_SCHEMA_ANNOTATIONS);
        assertThat(sent.path("tools").path(0).path("function").path("parameters"))
                .isEqualTo(
                        JSON.readTree(
                                "{'type':'object','properties':{'additionalProperties':{'type':'string'},"
                                                .replace('\'', '"')
                                        + "'l':{'type':'array','items':{'type':'object'}},'u':{'anyOf':[{'type':'object'},{'type':'null'}]}}}"
                                                .replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource({
        "tool_choice_auto_only, 'auto', true",
        "tool_choice_auto_only, 'none', true",
        "tool_choice_auto_only, 'required', false",
        "tool_choice_auto_or_none, 'none', true",
        "tool_choice_auto_or_none, 'required', false"
    })
    void asksNobodyForACallWhoCannotBeToldTo(String quirk, String choice, boolean possible) {
        String fields = "'tool_choice':'%s'".formatted(choice) + TOOLS.formatted("{}");
        WrittenRequest written = valid(with(fields)).bodyFor("up", Set.of(quirk));
        assertThat(written instanceof WrittenRequest.Body).isEqualTo(possible);
    }

    @Test
    void takesTheToolsAwayWhereNoneIsToBeCalled() throws Exception {
        ChatRequest request =
                valid(with("'tool_choice':'none'" + TOOLS.formatted("{'type':'object'}")));
        assertThat(sent(request, Quirk.TOOL_CHOICE_AUTO_ONLY).has("tools")).isFalse();
        assertThat(sent(request, Quirk.TOOL_CHOICE_AUTO_OR_NONE).has("tools")).isTrue();
    }

    @Test
    void asksNobodyForACertainFunctionEither() {
        String named = "{'type':'function','function':{'name':'f'}}";
        assertThat(
                        valid(with("'tool_choice':" + named + TOOLS.formatted("{}")))
                                .bodyFor("up", Set.of(Quirk.TOOL_CHOICE_AUTO_ONLY)))
                .isInstanceOf(WrittenRequest.CannotCarry.class);
    }

    @Test
    void saysWhatItLeftOut() {
        WrittenRequest written =
                valid(
                                with(
                                        "'presence_penalty':1,'frequency_penalty':null,'logprobs':true,"
                                                + "'top_k':4,'reasoning_effort':'low'"))
                        .bodyFor(
                                "up",
                                Set.of(
                                        Quirk.NO_PENALTIES,
                                        Quirk.NO_LOGPROBS,
                                        Quirk.NO_FOREIGN_SAMPLING,
                                        Quirk.NO_REASONING_EFFORT));
        assertThat(((WrittenRequest.Body) written).notes())
                .containsExactlyInAnyOrder(
                        "presence_penalty was left out: the provider rejects it",
                        "logprobs was left out: the provider rejects it",
                        "top_k was left out: the provider rejects it",
                        "reasoning_effort was left out: the provider rejects it");
    }

    @ParameterizedTest
    @CsvSource({"none, none", "minimal, none", "low, high", "medium, high", "high, high"})
    void saysAnEffortInTheWordsOfTheProvider(String asked, String said) throws Exception {
        assertThat(
                        sent(
                                        valid(with("'reasoning_effort':'%s'".formatted(asked))),
                                        Quirk.EFFORT_NONE_OR_HIGH)
                                .path("reasoning_effort")
                                .asText())
                .isEqualTo(said);
    }

    @Test
    void asksNobodyToStopWhoCannot() {
        assertThat(valid(with("'stop':['x']")).bodyFor("up", Set.of(Quirk.NO_PENALTIES)))
                .isEqualTo(
                        new WrittenRequest.CannotCarry(
                                "stop", "the provider rejects stop sequences"));
        assertThat(valid(with("'stop':null")).bodyFor("up", Set.of(Quirk.NO_PENALTIES)))
                .isInstanceOf(WrittenRequest.Body.class);
    }

    private static JsonNode sent(ChatRequest request, String... quirks) throws Exception {
        return JSON.readTree(ChatBodies.body(request, "up", Set.of(quirks)));
    }
}
