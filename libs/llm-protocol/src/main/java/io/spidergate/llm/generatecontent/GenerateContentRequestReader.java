package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.InvalidField;
import java.util.List;
import java.util.Set;

/// Reads the bodies of `:generateContent`, `:streamGenerateContent` and `:countTokens`. Pure,
/// without state; never throws.
///
/// Rules: `cachedContent` is refused, since nothing is stored and the model would answer something
/// else without it; `safetySettings` and `labels` are left out with a note, and so is what is not
/// known. Rules for the rest stand where it is read: [ContentTurns], [UserParts], [ModelParts],
/// [HistoryCalls], [ToolFields], [ToolConfig], [GenerationFields], [FormFields], [ThinkingField].
public final class GenerateContentRequestReader {

    private static final Set<String> READ =
            Set.of(
                    "model",
                    "contents",
                    "systemInstruction",
                    "tools",
                    "toolConfig",
                    "generationConfig",
                    "cachedContent",
                    "generateContentRequest",
                    "spidergateOptions");

    /// @param model as it stands in the path
    /// @param stream whether the path asks for frames
    public ReadRequest read(String model, boolean stream, ObjectNode body) {
        return read(model, stream, Field.ofBody(body), body);
    }

    /// A body of `:countTokens`: `contents`, or a whole request in `generateContentRequest`.
    public ReadRequest readForCount(String model, ObjectNode body) {
        Field whole = Field.ofBody(body).field("generateContentRequest");
        boolean nested = whole.value().isObject();
        return read(model, false, nested ? whole : Field.ofBody(body), body);
    }

    private static ReadRequest read(String model, boolean stream, Field request, ObjectNode body) {
        var check = new RequestCheck(new FieldCheck(), new Notes());
        if (request.has("cachedContent")) {
            check.refuse(
                    request.field("cachedContent"),
                    "nothing is stored here; send the whole conversation in contents");
        }
        Conversation conversation = conversation(model, stream, request, check);
        check.noteUnknown(request, READ);
        SpidergateOptions options =
                SpidergateOptions.read(body.path("spidergate_options"), check.fields());
        InvalidField wrong = check.fields().found();
        return wrong != null
                ? new ReadRequest.Invalid(wrong)
                : new ReadRequest.Valid(conversation, options, check.notes().all());
    }

    private static Conversation conversation(
            String model, boolean stream, Field request, RequestCheck check) {
        List<Turn> turns =
                new ContentTurns(check)
                        .read(request.field("systemInstruction"), request.field("contents"));
        ToolConfig.Choice choice =
                new ToolConfig(check, new ToolFields(check).read(request.field("tools")))
                        .read(request.field("toolConfig"));
        var generation = new GenerationFields(check, request.field("generationConfig"));
        return new Conversation(
                model,
                turns,
                choice.tools(),
                choice.choice(),
                true,
                generation.sampling(),
                generation.form(),
                generation.thinking(),
                stream);
    }
}
