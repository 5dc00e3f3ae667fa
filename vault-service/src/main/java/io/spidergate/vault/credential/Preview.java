package io.spidergate.vault.credential;

/// How a secret is shown so that people recognise it.
///
/// Laws: at most four characters of either end, and never more than a third of the secret.
final class Preview {

    private static final int MAX_EACH_END = 4;
    private static final int SHOWN_SHARE = 3;

    private Preview() {}

    static String of(String secret) {
        int shown = Math.min(2 * MAX_EACH_END, secret.length() / SHOWN_SHARE);
        int tail = shown / 2;
        int head = shown - tail;
        return secret.substring(0, head) + "…" + secret.substring(secret.length() - tail);
    }
}
