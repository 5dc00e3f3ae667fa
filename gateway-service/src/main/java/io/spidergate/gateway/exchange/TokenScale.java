package io.spidergate.gateway.exchange;

/// How many tokens a model's provider counts where this gateway estimates one, as far as its
/// answers have told. Pure.
///
/// Rule: the sums of what was counted and of what was estimated, older answers weighing less; both
/// begin at the same number, so that the first answers move the ratio and do not throw it about.
record TokenScale(double counted, double estimated) {

    /// As if so many tokens had been estimated rightly before.
    private static final double HEAD_START = 200;

    /// What an answer weighs after the next: a tokenizer that changes is followed within some
    /// hundred answers.
    private static final double FADING = 0.99;

    /// No tokenizer is further off on anything that people send.
    private static final double MOST = 4;

    static final TokenScale UNKNOWN = new TokenScale(HEAD_START, HEAD_START);

    /// @param counted by the provider, of what was estimated here; nothing is learned from zero
    TokenScale learning(long counted, long estimated) {
        return counted <= 0 || estimated <= 0
                ? this
                : new TokenScale(
                        FADING * this.counted + counted, FADING * this.estimated + estimated);
    }

    double ratio() {
        return Math.clamp(counted / estimated, 1 / MOST, MOST);
    }

    long of(long estimate) {
        return Math.round(estimate * ratio());
    }
}
