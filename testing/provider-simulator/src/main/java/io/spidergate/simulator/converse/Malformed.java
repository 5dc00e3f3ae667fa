package io.spidergate.simulator.converse;

/// A shape that the API does not know.
final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    Malformed(String field, String words) {
        super(words, null, false, false);
        this.field = field;
    }

    String field() {
        return field;
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
