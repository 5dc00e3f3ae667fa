package io.spidergate.llm.generatecontent;

import io.spidergate.llm.conversation.Part;
import java.util.Optional;
import java.util.Set;

/// What a user or a function says, part by part.
///
/// Rule: pictures go by their data or their address. Other media, and files that are stored at
/// Google under somebody's key, are refused: the answer would be about something that the model
/// never saw. What only tunes a part (`videoMetadata`, `mediaResolution`) is left out with a note.
final class UserParts {

    private static final String IMAGE = "image/";
    private static final Set<String> READ =
            Set.of(
                    PartField.TEXT,
                    "inlineData",
                    "fileData",
                    PartField.THOUGHT,
                    PartField.SIGNATURE);

    private final RequestCheck check;

    UserParts(RequestCheck check) {
        this.check = check;
    }

    Optional<Part> part(Field part) {
        check.noteUnknown(part, READ);
        if (part.has("functionCall")) {
            check.wrong(part.field("functionCall"), "must stand in a content of the role model");
        }
        if (part.has(PartField.TEXT)) {
            return Optional.of(new Part.Text(check.text(part.field(PartField.TEXT))));
        }
        if (part.has("inlineData")) {
            return inline(part.field("inlineData"));
        }
        return part.has("fileData") ? linked(part.field("fileData")) : Optional.empty();
    }

    /// Protocol buffers take both alphabets of base64; other protocols the standard one.
    private Optional<Part> inline(Field blob) {
        check.fields().object(blob.at(), blob.value());
        String mediaType = mediaType(blob.field("mimeType"));
        Field data = blob.field("data");
        check.fields().requiredString(data.at(), data.value(), Integer.MAX_VALUE);
        String base64 = data.value().asText().replace('-', '+').replace('_', '/');
        return check.clean()
                ? Optional.of(new Part.InlineImage(mediaType, base64))
                : Optional.empty();
    }

    private String mediaType(Field field) {
        check.fields().requiredString(field.at(), field.value(), RequestCheck.MAX_NAME);
        String mediaType = field.value().asText();
        if (check.clean() && !mediaType.startsWith(IMAGE)) {
            check.refuse(
                    field, "only pictures (image/…) are, not %s".formatted(Notes.shown(mediaType)));
        }
        return mediaType;
    }

    private Optional<Part> linked(Field file) {
        check.fields().object(file.at(), file.value());
        Field address = file.field("fileUri");
        check.fields().requiredString(address.at(), address.value(), Integer.MAX_VALUE);
        String url = address.value().asText();
        if (check.clean() && !LinkedFile.isPublic(url)) {
            check.refuse(
                    address,
                    "nothing is stored here; send the picture as inlineData or by its http(s)"
                            + " address");
        }
        if (file.has("mimeType") || LinkedFile.imageType(url).isEmpty()) {
            mediaType(file.field("mimeType"));
        }
        return check.clean() ? Optional.of(new Part.LinkedImage(url)) : Optional.empty();
    }
}
