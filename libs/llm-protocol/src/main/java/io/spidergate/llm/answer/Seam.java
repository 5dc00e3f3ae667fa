package io.spidergate.llm.answer;

/// Joins what a second model says to what the first had said when it broke off, so that a reader
/// sees one text. The second was given the text without the white space at its end, since some
/// servers refuse that.
///
/// Laws: white space that was said is not said again; a model that repeats the whole text before it
/// goes on is not heard twice; one that begins the text anew and then leaves it is told apart
/// ([#isAnew]) and nothing of it is passed on. Pure, for one thread.
public final class Seam {

    /// That many characters in common are no accident.
    static final int RECOGNISED = 32;

    private final String begun;
    private final String gap;
    private int repeated;
    private int gapRepeated;
    private boolean pastEcho;
    private boolean pastGap;
    private boolean anew;

    /// @param said what the caller has
    /// @param echoes the provider is known to repeat a text that it goes on with (Mistral)
    public Seam(String said, boolean echoes) {
        this.begun = said.stripTrailing();
        this.gap = said.substring(begun.length());
        this.pastEcho = begun.isEmpty() || !echoes && begun.length() < RECOGNISED;
        this.pastGap = gap.isEmpty();
    }

    /// The text that the second model is to go on with.
    public String begun() {
        return begun;
    }

    /// What of the next piece is new to the caller; may be more than the piece, where it turns out
    /// that what was held back was no repetition.
    public String join(String piece) {
        if (anew) {
            return "";
        }
        String rest = pastEcho ? piece : afterEcho(piece);
        return pastGap || rest.isEmpty() ? rest : afterGap(rest);
    }

    /// What was held back when the second model came to its end.
    public String rest() {
        if (pastEcho) {
            return "";
        }
        pastEcho = true;
        return released("");
    }

    public boolean isAnew() {
        return anew;
    }

    private String afterEcho(String piece) {
        int at = 0;
        while (at < piece.length()
                && repeated < begun.length()
                && piece.charAt(at) == begun.charAt(repeated)) {
            at++;
            repeated++;
        }
        if (repeated == begun.length()) {
            pastEcho = true;
            return piece.substring(at);
        }
        if (at == piece.length()) {
            return "";
        }
        pastEcho = true;
        return released(piece.substring(at));
    }

    private String released(String more) {
        anew = repeated >= RECOGNISED;
        return anew ? "" : begun.substring(0, repeated) + more;
    }

    private String afterGap(String piece) {
        int at = 0;
        while (at < piece.length()
                && gapRepeated < gap.length()
                && piece.charAt(at) == gap.charAt(gapRepeated)) {
            at++;
            gapRepeated++;
        }
        pastGap = gapRepeated == gap.length() || at < piece.length();
        return piece.substring(at);
    }
}
