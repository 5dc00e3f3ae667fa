package io.spidergate.billing.notice;

/// Foreign text as it may be stored and shown: short, and without what a terminal or PostgreSQL
/// takes for something else.
final class Excerpt {

    static final int MAX = 500;

    private Excerpt() {}

    static String of(String text) {
        String shown =
                text.codePoints()
                        .map(point -> isShown(point) ? point : ' ')
                        .limit(MAX)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return shown.strip();
    }

    private static boolean isShown(int point) {
        return point == '\n' || (!Character.isISOControl(point) && !isHalf(point));
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
