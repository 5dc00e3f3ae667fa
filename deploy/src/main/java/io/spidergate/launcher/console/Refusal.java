package io.spidergate.launcher.console;

/// Ends a command with one sentence for the person who gave it; never a fault of the launcher.
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param sentence what is wrong and what to do about it
    public Refusal(String sentence) {
        super(sentence, null, false, false);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
