package io.spidergate.llm.chat;

import static io.spidergate.llm.chat.ChatBodies.messages;
import static io.spidergate.llm.chat.ChatBodies.valid;
import static io.spidergate.llm.chat.ChatBodies.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.llm.conversation.Need;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What real clients send is accepted and understood.
final class ChatRequestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'role':'developer','content':'x'},{'role':'system','content':'x'}]",
                "[{'role':'assistant','content':''}]",
                "[{'role':'assistant','content':null,'tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':''}}]}]",
                "[{'role':'tool','tool_call_id':'a','content':[{'type':'text','text':'x'}]}]",
                "[{'role':'user','content':[{'type':'thinking','thinking':'x'}]}]",
                "[{'role':'function','name':'f','content':null}]"
            })
    void acceptsWhatRealClientsSend(String messages) {
        valid(messages(messages));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'temperature':2,'top_p':0,'n':128,'presence_penalty':-2,'frequency_penalty':2",
                "'temperature':null,'n':null,'stop':null,'tools':null,'tool_choice':null,'stream_options':null,'response_format':null",
                "'stop':'a','seed':-1,'unknown':{'deep':[1]},'store':false",
                "'tools':[],'tool_choice':'auto'",
                "'tools':[{'type':'web_search'},{'type':'function','function':{'name':'f'}}],'tool_choice':{'type':'function','function':{'name':'f'}}"
            })
    void acceptsTheBoundsNullsAndUnknownFields(String fields) {
        valid(with(fields));
    }

    @Test
    void readsWhatTheRequestNeeds() {
        assertThat(valid(with("'stream':true")).needs()).isEmpty();
        assertThat(
                        valid(
                                        with(
                                                "'tools':[{'type':'function','function':{'name':'f'}}],"
                                                        + "'response_format':{'type':'json_object'}"))
                                .needs())
                .containsExactlyInAnyOrder(Need.TOOLS, Need.JSON_OBJECT);
        assertThat(
                        valid(
                                        messages(
                                                "[{'role':'user','content':[{'type':'image_url',"
                                                        + "'image_url':{'url':'data:x'}}]}]"))
                                .needs())
                .containsExactly(Need.VISION);
        assertThat(
                        valid(
                                        with(
                                                "'response_format':{'type':'json_schema','json_schema':{'name':'s'}}"))
                                .needs())
                .containsExactly(Need.JSON_SCHEMA);
        assertThat(valid(with("'reasoning_effort':'low'")).needs()).containsExactly(Need.REASONING);
        assertThat(valid(with("'reasoning_effort':null")).needs()).isEmpty();
        assertThat(
                        valid(
                                        messages(
                                                "[{'role':'user','content':'a'},{'role':'assistant','content':'b'}]"))
                                .needs())
                .containsExactly(Need.PREFILL);
    }

    @Test
    void readsLengthChoicesAndOptions() {
        ChatRequest request =
                valid(
                        with(
                                "'n':3,'max_tokens':10,'max_completion_tokens':20,'user':'u','stream':true,"
                                        + "'stream_options':{'include_usage':true},"
                                        + "'spidergate_options':{'max_cost_usd':0.5,'timeout_ms':1500,"
                                        + "'fallback_models':['a','b'],'cache_enabled':true}"));
        assertThat(request.n()).isEqualTo(3);
        assertThat(request.maxTokens()).isEqualTo(OptionalInt.of(20));
        assertThat(request.user()).contains("u");
        assertThat(request.stream()).isTrue();
        assertThat(request.includeUsage()).isTrue();
        assertThat(request.options().maxCostUsd()).contains(new BigDecimal("0.5"));
        assertThat(request.options().timeout()).contains(Duration.ofMillis(1500));
        assertThat(request.options().fallbackModels()).containsExactly("a", "b");
        assertThat(valid(with("'n':1")).maxTokens()).isEmpty();
    }

    @Test
    void estimatesThePromptWithinReason() {
        String english = "The quick brown fox jumps over the lazy dog. ".repeat(100);
        long tokens =
                valid(messages("[{'role':'user','content':'" + english + "'}]")).promptTokens();
        assertThat(tokens).isBetween(900L, 1_300L); // 1,001 by OpenAI's o200k
        long picture =
                valid(
                                messages(
                                        "[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:"
                                                + "A".repeat(10_000)
                                                + "'}}]}]"))
                        .promptTokens();
        assertThat(picture).isLessThan(1_000);
    }
}
