package io.spidergate.allowance;

/// A holder wants to spend.
///
/// @param grantId a fresh id for the grant that may come of it
/// @param atLeast what one request needs; nothing is granted when less is left
/// @param wanted what the holder would like to have at hand
public record Ask(String grantId, String holder, long atLeast, long wanted) {

    public Ask {
        if (atLeast < 1 || atLeast > Terms.MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "atLeast must be from 1 to %d, got %d".formatted(Terms.MAX_LIMIT, atLeast));
        }
        wanted = Math.clamp(wanted, atLeast, Terms.MAX_LIMIT);
    }
}
