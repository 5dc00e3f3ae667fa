package io.spidergate.llm.transcriptions;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The lines above a part of a form, as far as they tell what it is.
///
/// @param name null where there is none, without which a part is none
record PartHeaders(@Nullable String name, @Nullable String fileName, @Nullable String mediaType) {

    /// A value in quotes, in which a backslash is one but before a quote, or a bare word.
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([\\w*-]+)\\s*=\\s*(?:\"((?:\\\\\"|[^\"])*+)\"|([^\\s;]*+))");

    static PartHeaders of(String lines) {
        String name = null;
        String fileName = null;
        String mediaType = null;
        for (String line : lines.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT)) {
                case "content-disposition" -> {
                    name = parameter(value, "name");
                    fileName = fileName(value);
                }
                case "content-type" -> mediaType = value;
                default -> {} // what nobody here reads
            }
        }
        return new PartHeaders(name, fileName, mediaType);
    }

    /// Some clients have a form for names beyond ASCII (RFC 5987), which goes on as it is.
    private static @Nullable String fileName(String disposition) {
        String plain = parameter(disposition, "filename");
        String extended = parameter(disposition, "filename*");
        return plain != null || extended == null
                ? plain
                : extended.substring(extended.lastIndexOf('\'') + 1);
    }

    private static @Nullable String parameter(String value, String name) {
        Matcher parameters = PARAMETER.matcher(value);
        while (parameters.find()) {
            if (parameters.group(1).equalsIgnoreCase(name)) {
                String quoted = parameters.group(2);
                return quoted == null ? parameters.group(3) : quoted.replace("\\\"", "\"");
            }
        }
        return null;
    }
}
