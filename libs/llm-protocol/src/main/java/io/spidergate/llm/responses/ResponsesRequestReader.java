package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.InvalidField;
import java.util.List;

/// Reads the body of `POST /responses`. Pure, without state; never throws.
///
/// What is left out, and by which rule, stands where it is read: [InputItems], [ForeignItems],
/// [ContentParts], [ToolFields], [ChoiceField], [OutputFields], [OtherFields].
public final class ResponsesRequestReader {

    private static final int MAX_MODEL = 256;

    public ReadRequest read(ObjectNode body) {
        var check =
                new RequestCheck(new FieldCheck(), new Notes(), ToolNames.of(body.path("tools")));
        new OtherFields(check, body)
                .read(); // first: without what is refused, the input makes no sense
        Conversation conversation = conversation(body, check);
        SpidergateOptions options =
                SpidergateOptions.read(body.path("spidergate_options"), check.fields());
        InvalidField wrong = check.fields().found();
        return wrong != null
                ? new ReadRequest.Invalid(wrong)
                : new ReadRequest.Valid(conversation, options, check.notes().all());
    }

    private static Conversation conversation(ObjectNode body, RequestCheck check) {
        check.fields().requiredString("model", body.path("model"), MAX_MODEL);
        List<Turn> turns =
                new InputItems(check).read(body.path("instructions"), body.path("input"));
        List<Tool> tools = new ToolFields(check).read(body.path("tools"));
        ChoiceField.Choice choice = new ChoiceField(check).read(body.path("tool_choice"), tools);
        check.fields().bool("parallel_tool_calls", body.path("parallel_tool_calls"));
        check.fields().bool("stream", body.path("stream"));
        var output = new OutputFields(check, body);
        return new Conversation(
                body.path("model").asText(),
                turns,
                choice.tools(),
                choice.choice(),
                body.path("parallel_tool_calls").asBoolean(true),
                output.sampling(),
                output.form(),
                output.thinking(),
                body.path("stream").asBoolean());
    }
}
