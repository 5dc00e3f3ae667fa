package io.spidergate.contracts.id;

/// The one rule of all identifiers: a known prefix, then something.
final class Ids {

    private static final int MAX_LENGTH = 300;

    private Ids() {}

    static String require(String prefix, String value) {
        if (!value.startsWith(prefix)
                || value.length() == prefix.length()
                || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "expected an id of the form %s… with at most %d characters, got '%s'"
                            .formatted(prefix, MAX_LENGTH, abbreviated(value)));
        }
        return value;
    }

    private static String abbreviated(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "…";
    }
}
