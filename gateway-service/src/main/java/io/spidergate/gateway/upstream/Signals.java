package io.spidergate.gateway.upstream;

import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.reset.ResponseHeaders;
import java.util.Locale;

/// All that a provider said about a failure, ready for matching: in lower case.
///
/// @param words the machine words: type and code, each between spaces
/// @param text the whole body, for prose and nested codes
record Signals(int status, String words, String text, ResponseHeaders headers) {

    static final int MAX_TEXT = 8_192;

    static Signals of(int status, UpstreamError error, String body, ResponseHeaders headers) {
        String words = " " + error.type() + " " + error.code() + " ";
        String text = body.length() > MAX_TEXT ? body.substring(0, MAX_TEXT) : body;
        return new Signals(
                status,
                words.toLowerCase(Locale.ROOT),
                (error.message() + "\n" + text).toLowerCase(Locale.ROOT),
                headers);
    }

    boolean hasWord(String word) {
        return words.contains(" " + word + " ");
    }

    boolean says(String phrase) {
        return text.contains(phrase);
    }
}
