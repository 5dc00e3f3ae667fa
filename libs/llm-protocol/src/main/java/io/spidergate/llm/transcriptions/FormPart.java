package io.spidergate.llm.transcriptions;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One part of a multipart form. Its bytes are a stretch of the form's own, so that a long file is
/// not copied.
///
/// @param name of the field
/// @param fileName null for a field; a file's name may be empty
/// @param mediaType of a file, where it was told
/// @param form the bytes that it lies in; never changed
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FormPart(
        String name,
        @Nullable String fileName,
        @Nullable String mediaType,
        byte[] form,
        int from,
        int length) {

    public static FormPart field(String name, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return new FormPart(name, null, null, bytes, 0, bytes.length);
    }

    public static FormPart file(String fileName, @Nullable String mediaType, byte[] bytes) {
        return new FormPart("file", fileName, mediaType, bytes, 0, bytes.length);
    }

    boolean isFile() {
        return fileName != null;
    }

    public String text() {
        return new String(form, from, length, StandardCharsets.UTF_8);
    }
}
