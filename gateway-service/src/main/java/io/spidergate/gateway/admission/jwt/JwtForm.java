package io.spidergate.gateway.admission.jwt;

/// What reads like a signed JWT: three parts in base64url, with dots between (RFC 7515, 7.1).
public final class JwtForm {

    private static final int DOTS = 2;

    private JwtForm() {}

    public static boolean fits(String text) {
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                dots++;
            } else if (!isBase64Url(c)) {
                return false;
            }
        }
        return dots == DOTS && text.charAt(0) != '.';
    }

    private static boolean isBase64Url(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_';
    }
}
