package io.spidergate.simulator.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.simulator.gemini.GeminiProtocol.Purpose;
import io.spidergate.simulator.wire.Asked;
import io.spidergate.simulator.wire.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the real generateContent refuses is refused, in its words.
final class GeminiRulesTest {

    private static final String HELLO = "{'role':'user','parts':[{'text':'hi'}]}";
    private static final String CALL =
            "{'role':'model','parts':[{'functionCall':{'name':'f','args':{}}%s}]}";
    private static final String RESPONSE =
            "{'role':'user','parts':[{'functionResponse':{'name':'f','response':{}}}]}";

    private static Reading read(String model, String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new GeminiProtocol(Purpose.DOCUMENT).read(Asked.of(model, false, bytes, Map.of()));
    }

    private static String refusal(String model, String body) {
        return read(model, body) instanceof Reading.Wrong wrong ? wrong.message() : "accepted";
    }

    private static String saying(String fields) {
        return refusal("gemini-2.5-flash", "{'contents':[" + HELLO + "]," + fields + "}");
    }

    private static String turnsOf(String model, String... turns) {
        return refusal(model, "{'contents':[" + String.join(",", turns) + "]}");
    }

    private static String turns(String... turns) {
        return turnsOf("gemini-2.5-flash", turns);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'messages':[] | Invalid JSON payload received. Unknown name \"messages\": Cannot find field.",
                "'generationConfig':{'maxTokens':1} | Invalid JSON payload received. Unknown name \"maxTokens\" at 'generation_config': Cannot find field.",
                "'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string','const':'x'}}}}]}] | Invalid JSON payload received. Unknown name \"const\" at 'tools[0].function_declarations[0].parameters.properties[1].value': Cannot find field.",
                "'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'object','additionalProperties':false}}]}] | Invalid JSON payload received. Unknown name \"additionalProperties\" at 'tools[0].function_declarations[0].parameters': Cannot find field.",
                "'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':['string','null']}}]}] | Invalid JSON payload received. Unknown name \"type\" at 'tools[0].function_declarations[0].parameters': Proto field is not repeating, cannot start list.",
                "'generationConfig':{'maxOutputTokens':'many'} | Invalid value at 'generation_config.max_output_tokens' (TYPE_INT32), \"many\"",
                "'toolConfig':{'functionCallingConfig':{'mode':'REQUIRED'}} | Invalid value at 'tool_config.function_calling_config.mode' (type.googleapis.com/google.ai.generativelanguage.v1beta.FunctionCallingConfig.Mode), \"REQUIRED\"",
                "'generationConfig':{'candidateCount':2} | Multiple candidates is not enabled for this model",
                "'generationConfig':{'thinkingConfig':{'thinkingBudget':1,'thinkingLevel':'LOW'}} | You can only set only one of thinking budget and thinking level.",
                "'toolConfig':{'functionCallingConfig':{'mode':'ANY'}} | Function calling config is set without function_declarations.",
                "'tools':[{'functionDeclarations':[{'name':'f'}]}],'generationConfig':{'responseMimeType':'application/json'} | Function calling with a response mime type: 'application/json' is unsupported",
                "'system_instruction':{'parts':{'text':'brief'}},'generation_config':{'top_k':3} | accepted",
                "'tools':[{'functionDeclarations':[{'name':'f','parametersJsonSchema':{'$ref':'#'}}]}] | accepted",
            })
    void fieldsAreThoseOfTheProtocolBuffer(String fields, String words) {
        assertThat(saying(fields)).isEqualTo(words);
    }

    @Test
    void whatTheParserFindsIsAViolationOfAField() {
        assertThat(read("m", "{'contents':[{'parts':[{'text':1}]}]}"))
                .isEqualTo(
                        new Reading.Wrong(
                                400,
                                "contents[0].parts[0].text",
                                "Invalid value at 'contents[0].parts[0].text' (TYPE_STRING), 1",
                                "field_violation"));
    }

    @Test
    void limitsAreToldWithTheirField() {
        assertThat(saying("'generationConfig':{'temperature':3}"))
                .isEqualTo(
                        "* GenerateContentRequest.generation_config.temperature: temperature must be"
                                + " in the range [0.0, 2.0].\n");
        assertThat(saying("'tools':[{'functionDeclarations':[{'name':'a b'}]}]"))
                .startsWith(
                        "* GenerateContentRequest.tools[0].function_declarations[0].name: Invalid"
                                + " function name.");
    }

    @Test
    void rolesAreTwoAndTheLastIsNotTheModels() {
        assertThat(turns())
                .isEqualTo("* GenerateContentRequest.contents: contents is not specified\n");
        assertThat(turns("{'role':'assistant','parts':[{'text':'hi'}]}"))
                .isEqualTo("Please use a valid role: user, model.");
        assertThat(turns("{'parts':[{'text':'hi'}]}")).isEqualTo("accepted");
        assertThat(turns(HELLO, "{'role':'model','parts':[{'text':'hi'}]}"))
                .startsWith("Please ensure that multiturn requests end with a user role");
        assertThat(turns("{'role':'user','parts':[{'thought':true}]}"))
                .contains("contents[0].parts[0].data: required oneof field 'data'");
    }

    @Test
    void callsAndResponsesComeInPairs() {
        String call = CALL.formatted("");
        String numbers =
                "Please ensure that the number of function response parts is equal to the number of"
                        + " function call parts of the function call turn.";
        assertThat(turns(HELLO, call, RESPONSE)).isEqualTo("accepted");
        assertThat(turns(HELLO, call, HELLO)).isEqualTo(numbers);
        assertThat(turns(HELLO, RESPONSE))
                .startsWith("Please ensure that function response turn comes immediately after");
        assertThat(turns(call, RESPONSE))
                .startsWith("Please ensure that function call turn comes immediately after");
        assertThat(turns(HELLO, call, RESPONSE.replace("'name':'f',", "")))
                .endsWith("function_response.name: Name cannot be empty.\n");
    }

    @Test
    void onlyCallsOfTheTurnThatIsGoingOnNeedASignature() {
        String bare = CALL.formatted("");
        String sealed = CALL.formatted(",'thoughtSignature':'" + ThoughtSignature.of("f") + "'");
        String model = "gemini-3.1-pro-preview";
        assertThat(turnsOf(model, HELLO, sealed, RESPONSE)).isEqualTo("accepted");
        assertThat(turnsOf(model, HELLO, bare, RESPONSE, HELLO)).isEqualTo("accepted");
        assertThat(turnsOf(model, HELLO, sealed, RESPONSE, bare, RESPONSE))
                .contains("Function call is missing a thought_signature", "position 4.");
    }

    @Test
    void onlyTheFirstOfParallelCallsNeedsASignature() {
        String two =
                "{'role':'model','parts':[{'functionCall':{'name':'f'},'thoughtSignature':'%s'},{'functionCall':{'name':'f'}}]}"
                        .formatted(ThoughtSignature.of("f"));
        String responses =
                "{'role':'user','parts':[{'functionResponse':{'name':'f'}},{'functionResponse':{'name':'f'}}]}";
        assertThat(turnsOf("gemini-3", HELLO, two, responses)).isEqualTo("accepted");
    }

    @Test
    void aSignatureOfAnotherIsCorruptedButGooglesPlaceholdersAreNot() {
        String other = CALL.formatted(",'thoughtSignature':'" + ThoughtSignature.of("g") + "'");
        assertThat(turnsOf("gemini-3", HELLO, other, RESPONSE))
                .isEqualTo("Corrupted thought signature.");
        String placeholder =
                CALL.formatted(",'thoughtSignature':'skip_thought_signature_validator'");
        assertThat(turnsOf("gemini-3", HELLO, placeholder, RESPONSE)).isEqualTo("accepted");
        String noBase64 = CALL.formatted(",'thoughtSignature':'%'");
        assertThat(turnsOf("gemini-3", HELLO, noBase64, RESPONSE))
                .contains("thought_signature' (TYPE_BYTES), Base64 decoding failed for");
    }
}
