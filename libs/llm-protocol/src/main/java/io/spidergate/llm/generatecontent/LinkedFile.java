package io.spidergate.llm.generatecontent;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a file's address tells about it.
final class LinkedFile {

    /// Files that somebody uploaded to Google, which only his key opens.
    private static final String STORED = "://generativelanguage.googleapis.com/";

    private static final Map<String, String> IMAGES =
            Map.of(
                    "png", "image/png",
                    "jpg", "image/jpeg",
                    "jpeg", "image/jpeg",
                    "webp", "image/webp",
                    "gif", "image/gif",
                    "heic", "image/heic",
                    "heif", "image/heif");

    private LinkedFile() {}

    static boolean isPublic(String url) {
        boolean web = url.startsWith("https://") || url.startsWith("http://");
        return web && !url.contains(STORED);
    }

    /// By the ending of the address, where that of a picture is.
    static Optional<String> imageType(String url) {
        String path = url.replaceFirst("[?#].*$", "");
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(IMAGES.get(ending));
    }
}
