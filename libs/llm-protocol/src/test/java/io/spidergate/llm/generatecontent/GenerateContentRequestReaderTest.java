package io.spidergate.llm.generatecontent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Thinking;
import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.conversation.ToolChoice;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.InvalidField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GenerateContentRequestReaderTest {

    private static final String ASKS = "'contents':[{'parts':[{'text':'ping'}]}]";

    private static ReadRequest read(String body) {
        return new GenerateContentRequestReader()
                .read("m", false, (ObjectNode) GoogleClient.tree(body));
    }

    private static ReadRequest.Valid valid(String fields) {
        return (ReadRequest.Valid) read("{" + ASKS + "," + fields + "}");
    }

    private static Conversation config(String fields) {
        return valid("'generationConfig':{" + fields + "}").conversation();
    }

    private static InvalidField wrong(String body) {
        return ((ReadRequest.Invalid) read(body)).reason();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | contents | contents is required",
                "{'contents':[]} | contents | contents must have at least 1 element, not 0",
                "{'contents':'hi'} | contents | contents must be an array, not \"hi\"",
                "{'contents':[7]} | contents[0] | contents[0] must be an object, not 7",
                "{'contents':[{'role':'user'}]} | contents[0].parts | contents[0].parts is required",
                "{'contents':[{'role':'system','parts':[{'text':'a'}]}]} | contents[0].role | contents[0].role must be one of user, model, function, not \"system\"",
                "{'contents':[{'parts':[{'text':7}]}]} | contents[0].parts[0].text | contents[0].parts[0].text must be a string, not 7",
                "{'contents':[{'parts':[{'inlineData':{'mimeType':'audio/mp3','data':'AAAA'}}]}]} | contents[0].parts[0].inlineData.mimeType | contents[0].parts[0].inlineData.mimeType is not supported: only pictures (image/…) are, not audio/mp3",
                "{'contents':[{'parts':[{'inline_data':{'mime_type':'image/png'}}]}]} | contents[0].parts[0].inline_data.data | contents[0].parts[0].inline_data.data is required",
                "{'contents':[{'parts':[{'fileData':{'fileUri':'https://youtu.be/x'}}]}]} | contents[0].parts[0].fileData.mimeType | contents[0].parts[0].fileData.mimeType is required",
                "{'contents':[{'parts':[{'functionResponse':{'name':'f','response':{}}}]}]} | contents[0].parts[0].functionResponse.name | contents[0].parts[0].functionResponse.name must be the name of a call before it that has no response yet",
                "{'contents':[{'parts':[{'functionCall':{'name':'f'}}]}]} | contents[0].parts[0].functionCall | contents[0].parts[0].functionCall must stand in a content of the role model",
            })
    void namesWhatIsWrongInTheContents(String body, String field, String message) {
        assertThat(wrong(body))
                .returns(field, InvalidField::field)
                .returns(message, InvalidField::message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'temperature':2.1 | temperature must be between 0 and 2, not 2.1",
                "'topP':1.5 | topP must be between 0 and 1, not 1.5",
                "'topK':0 | topK must be between 1 and 2147483647, not 0",
                "'maxOutputTokens':0 | maxOutputTokens must be between 1 and 2147483647, not 0",
                "'candidateCount':2 | candidateCount must be between 1 and 1, not 2",
                "'responseMimeType':'text/x.enum' | responseMimeType is not supported: only text/plain and application/json are",
                "'responseModalities':['TEXT','IMAGE'] | responseModalities[1] is not supported: only TEXT is",
                "'thinkingConfig':{'thinkingBudget':-2} | thinkingConfig.thinkingBudget must be between -1 and 2147483647, not -2",
                "'thinkingConfig':{'thinkingLevel':'huge'} | thinkingConfig.thinkingLevel must be one of MINIMAL, LOW, MEDIUM, HIGH, THINKING_LEVEL_UNSPECIFIED, not \"huge\"",
            })
    void namesWhatIsWrongInTheGenerationConfig(String fields, String message) {
        assertThat(wrong("{" + ASKS + ",'generationConfig':{" + fields + "}}").message())
                .isEqualTo("generationConfig." + message);
        assertThat(wrong("{" + ASKS + ",'generation_config':{" + fields + "}}").message())
                .isEqualTo("generation_config." + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'cachedContent':'cachedContents/1' | cachedContent",
                "'tools':[{'functionDeclarations':[{}]}] | tools[0].functionDeclarations[0].name",
                "'tools':[{'functionDeclarations':[{'name':'f','parameters':{},'parametersJsonSchema':{}}]}] | tools[0].functionDeclarations[0].parametersJsonSchema",
                "'toolConfig':{'functionCallingConfig':{'mode':'SOME'}} | toolConfig.functionCallingConfig.mode",
                "'toolConfig':{'functionCallingConfig':{'mode':'ANY'}} | toolConfig.functionCallingConfig.mode",
                "'toolConfig':{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['g']}} | toolConfig.functionCallingConfig.allowedFunctionNames[0]",
                "'spidergate_options':{'retry_count':99} | spidergate_options.retry_count",
            })
    void namesTheFieldThatIsWrong(String fields, String field) {
        assertThat(wrong("{" + ASKS + "," + fields + "}").field()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'labels':{'a':'b'} | labels was left out: it has no place in other protocols",
                "'invented':1 | invented was left out: it has no place in other protocols",
                "'generationConfig':{'mediaResolution':'x'} | generationConfig.mediaResolution was left out: it has no place in other protocols",
                "'tools':[{'codeExecution':{}}] | tools[0].codeExecution was left out: only functions are called",
            })
    void notesWhatItLeavesOut(String fields, String note) {
        assertThat(valid(fields).notes()).containsExactly(note);
    }

    @Test
    void leavesOutWhatGoogleRanItself() {
        var read =
                (ReadRequest.Valid)
                        read(
                                "{'contents':[{'role':'model','parts':[{'executableCode':{'code':'1'}},{'text':'one'}]}]}");
        assertThat(read.conversation().turns())
                .containsExactly(new Turn.Assistant(List.of(new Said.Text("one"))));
        assertThat(read.notes())
                .containsExactly(
                        "contents[0].parts[0].executableCode was left out: it has no place in other protocols");
    }

    @Test
    void readsHowMuchToThink() {
        assertThat(config("'thinkingConfig':{'thinkingBudget':0}").thinking())
                .isEqualTo(new Thinking.Off());
        assertThat(config("'thinkingConfig':{'thinkingBudget':-1}").thinking())
                .isEqualTo(new Thinking.Adaptive());
        assertThat(config("'thinkingConfig':{'thinkingBudget':512}").thinking())
                .isEqualTo(new Thinking.Budget(512));
        assertThat(config("'thinkingConfig':{'thinkingLevel':'HIGH'}").thinking())
                .isEqualTo(new Thinking.Effort("high"));
        assertThat(config("'thinkingConfig':{'includeThoughts':true}").thinking())
                .isEqualTo(new Thinking.Adaptive());
        assertThat(config("'topK':40.0").thinking()).isEqualTo(new Thinking.Unsaid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"responseJsonSchema", "_responseJsonSchema", "response_json_schema"})
    void readsASchemaOfTheAnswerByAnyOfItsNames(String name) {
        assertThat(config("'" + name + "':{'type':'object'}").form())
                .isEqualTo(
                        new AnswerForm.JsonSchema(
                                "answer", GoogleClient.tree("{'type':'object'}"), false));
    }

    private static Conversation choice(String config) {
        return valid(
                        "'tools':[{'functionDeclarations':[{'name':'f'},{'name':'g'},{'name':'h'}]}],"
                                + "'toolConfig':{'functionCallingConfig':{"
                                + config
                                + "}}")
                .conversation();
    }

    @Test
    void readsWhetherFunctionsMustBeCalled() {
        assertThat(choice("'mode':'AUTO'").toolChoice()).isEqualTo(new ToolChoice.Auto());
        assertThat(choice("'mode':'NONE'").toolChoice()).isEqualTo(new ToolChoice.None());
        assertThat(choice("'mode':'ANY'").toolChoice()).isEqualTo(new ToolChoice.Required());
        assertThat(choice("'mode':'ANY','allowedFunctionNames':['g']").toolChoice())
                .isEqualTo(new ToolChoice.Named("g"));
        Conversation two = choice("'mode':'ANY','allowedFunctionNames':['h','f']");
        assertThat(two.toolChoice()).isEqualTo(new ToolChoice.Required());
        assertThat(two.tools().stream().map(Tool::name)).containsExactly("f", "h");
        assertThat(choice("'mode':'VALIDATED'").tools()).allMatch(Tool::strict);
    }

    @Test
    void pairsResponsesWithCallsByIdThenByNameInOrder() {
        String body =
                "{'contents':[{'role':'model','parts':[{'functionCall':{'name':'f'}},{'functionCall':{'id':'x','name':'g'}},"
                        + "{'functionCall':{'name':'f'}}]},{'parts':[{'functionResponse':{'id':'x','name':'g','response':{}}},"
                        + "{'functionResponse':{'name':'f','response':{}}},{'functionResponse':{'id':'?','name':'f','response':{}}}]}]}";
        var turns = ((ReadRequest.Valid) read(body)).conversation().turns();
        var empty = List.<Part>of(new Part.Text("{}"));
        assertThat(turns.subList(1, 4))
                .containsExactly(
                        new Turn.ToolResult("x", empty, false),
                        new Turn.ToolResult("call_0", empty, false),
                        new Turn.ToolResult("call_2", empty, false));
    }

    @Test
    void readsABodyThatIsToBeCounted() {
        var bare = (ObjectNode) GoogleClient.tree("{" + ASKS + "}");
        var whole =
                (ObjectNode)
                        GoogleClient.tree(
                                "{'generateContentRequest':{'model':'models/m'," + ASKS + "}}");
        var reader = new GenerateContentRequestReader();
        assertThat(reader.readForCount("m", whole)).isEqualTo(reader.readForCount("m", bare));
        var empty = (ObjectNode) GoogleClient.tree("{'generateContentRequest':{}}");
        assertThat(((ReadRequest.Invalid) reader.readForCount("m", empty)).reason().field())
                .isEqualTo("generateContentRequest.contents");
    }
}
