package io.spidergate.llm.transcriptions;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// Writes a form as `multipart/form-data` (RFC 7578), names escaped as browsers do (HTML standard,
/// "multipart form data").
final class FormWriter {

    /// Of this process, and known to nobody who could put it into a file.
    private static final String BOUNDARY = "spidergate-" + UUID.randomUUID();

    private static final int AROUND_A_PART = 256;

    private FormWriter() {}

    static String mediaType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    static byte[] bytes(List<FormPart> parts) {
        int size = parts.stream().mapToInt(part -> part.length() + AROUND_A_PART).sum();
        var out = new ByteArrayOutputStream(size + AROUND_A_PART);
        for (FormPart part : parts) {
            write(out, head(part));
            out.write(part.form(), part.from(), part.length());
            write(out, "\r\n");
        }
        write(out, "--" + BOUNDARY + "--\r\n");
        return out.toByteArray();
    }

    private static String head(FormPart part) {
        StringBuilder head = new StringBuilder("--").append(BOUNDARY);
        head.append("\r\nContent-Disposition: form-data; name=\"").append(escaped(part.name()));
        if (part.fileName() != null) {
            head.append("\"; filename=\"").append(escaped(part.fileName()));
        }
        head.append("\"\r\n");
        if (part.mediaType() != null) {
            head.append("Content-Type: ").append(escaped(part.mediaType())).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /// Or a name could close its quotes and go on with headers of its own.
    private static String escaped(String text) {
        return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
