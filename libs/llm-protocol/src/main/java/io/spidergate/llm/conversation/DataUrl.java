package io.spidergate.llm.conversation;

/// Tells a picture by its bytes from one by its address: `data:image/png;base64,…` (RFC 2397).
public final class DataUrl {

    private static final String SCHEME = "data:";
    private static final String ENCODING = ";base64,";

    private DataUrl() {}

    public static Part image(String url) {
        int encoding = url.indexOf(ENCODING);
        return url.startsWith(SCHEME) && encoding > 0
                ? new Part.InlineImage(
                        url.substring(SCHEME.length(), encoding),
                        url.substring(encoding + ENCODING.length()))
                : new Part.LinkedImage(url);
    }

    public static String of(Part.InlineImage image) {
        return SCHEME + image.mediaType() + ENCODING + image.base64();
    }
}
