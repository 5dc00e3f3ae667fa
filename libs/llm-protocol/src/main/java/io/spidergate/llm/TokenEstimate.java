package io.spidergate.llm;

/// A rough count of tokens from characters, for when no tokenizer and no measured usage is at hand.
///
/// Rule: four ASCII characters a token, two characters of other alphabets, and one token a
/// character of Chinese, Japanese and Korean, which is how the common byte-pair vocabularies behave
/// on prose. Within about a quarter on English prose, below the truth on dense code and numbers.
/// Each message costs four tokens of framing and an image 765, OpenAI's figure for a 1024 × 1024
/// picture in high detail.
public final class TokenEstimate {

    /// Framing of one message: role and separators.
    public static final int PER_MESSAGE = 4;

    public static final int PER_IMAGE = 765;

    /// Parts of a token, so that short strings add up without a rounding each.
    private static final int PARTS_PER_TOKEN = 4;

    private static final int FIRST_EAST_ASIAN = 0x2E80;

    private TokenEstimate() {}

    /// At least one for text that is not empty.
    public static long ofText(CharSequence text) {
        return ofParts(parts(text));
    }

    /// Tokens of `characters` characters of unknown script, such as the bytes of arguments in JSON.
    public static long ofCharacters(long characters) {
        return ofParts(characters);
    }

    /// Quarter tokens, to be summed before they are rounded by [#ofParts].
    public static long parts(CharSequence text) {
        long parts = 0;
        for (int at = 0; at < text.length(); at++) {
            parts += partsOf(text.charAt(at));
        }
        return parts;
    }

    public static int partsOf(char character) {
        return character < 0x80 ? 1 : character < FIRST_EAST_ASIAN ? 2 : PARTS_PER_TOKEN;
    }

    public static long ofParts(long parts) {
        return (parts + PARTS_PER_TOKEN - 1) / PARTS_PER_TOKEN;
    }
}
