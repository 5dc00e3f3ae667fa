package io.spidergate.simulator;

import io.spidergate.simulator.assistant.Orders;
import io.spidergate.simulator.assistant.Orders.Filtered;
import org.jspecify.annotations.Nullable;

/// How calls that match are answered; what is absent is done properly. The first scenario that
/// matches wins.
///
/// @param provider the provider it is for, or null for all
/// @param model or null for all
/// @param key a credential, or null for all; never recorded
/// @param account where the quota is counted, or null for all
/// @param times how many calls it answers before it no longer matches, or null for all
/// @param status other than 200: an error in the provider's manner
/// @param retryAfter the `retry-after` header of that error, as it is to be sent; Google tells it
///   in the body
/// @param errorCode the machine code in that error's body, where the provider's usual one will not
///   do
/// @param headersDelayMs before status and headers
/// @param firstTokenDelayMs between headers and the first chunk with content
/// @param gapMs between chunks
/// @param chunks how many chunks the text is split into; default is one a word
/// @param text what is answered
/// @param cachedTokens how much of the prompt is reported as read from a cache
/// @param cutAfterBytes of the body, then the connection is closed (with `reset`: reset)
/// @param reset the connection is reset, at once or after `cutAfterBytes`
/// @param malformedChunk the chunk of this number (from 1) is not JSON; a plain answer is not JSON
/// @param omitDone the stream lacks what tells that it is whole: `[DONE]`, `message_stop`,
///   `response.completed`, or the frame with Google's finish reason
/// @param omitUsage no usage is reported
/// @param stallAfterChunks nothing comes any more after so many chunks, and the connection stays
///   open
/// @param errorInside200 an error body with status 200
/// @param errorMidStream an error frame after so many chunks, then the end
/// @param flapping good and bad calls in turn
/// @param emptyCompletion an answer without a word
/// @param filtered what a safety filter stops: the `prompt`, or the `answer` half-way
/// @param unable what the model cannot do: calls that ask for it are refused in the provider's
///   words, others are answered as the scenario says
public record Scenario(
        @Nullable String provider,
        @Nullable String model,
        @Nullable String key,
        @Nullable String account,
        @Nullable Integer times,
        @Nullable Integer status,
        @Nullable String retryAfter,
        @Nullable String errorCode,
        int headersDelayMs,
        int firstTokenDelayMs,
        int gapMs,
        @Nullable Integer chunks,
        @Nullable String text,
        int cachedTokens,
        @Nullable Integer cutAfterBytes,
        boolean reset,
        @Nullable Integer malformedChunk,
        boolean omitDone,
        boolean omitUsage,
        @Nullable Integer stallAfterChunks,
        boolean errorInside200,
        @Nullable Integer errorMidStream,
        @Nullable Flapping flapping,
        boolean emptyCompletion,
        @Nullable Filtered filtered,
        @Nullable Inability unable) {

    /// @param good calls answered properly, then
    /// @param bad calls answered as the scenario says, and so on
    public record Flapping(int good, int bad) {

        public Flapping {
            if (good < 0 || bad < 0 || good + bad == 0) {
                throw new IllegalArgumentException(
                        "flapping: good=%d and bad=%d must not be negative nor both zero"
                                .formatted(good, bad));
            }
        }

        boolean isGood(long call) {
            return call % (good + bad) < good;
        }
    }

    public Scenario {
        atLeastZero("headersDelayMs", headersDelayMs);
        atLeastZero("firstTokenDelayMs", firstTokenDelayMs);
        atLeastZero("gapMs", gapMs);
        if (status != null && (status < 200 || status > 599)) {
            throw new IllegalArgumentException("status=%d must be 200 to 599".formatted(status));
        }
    }

    /// Proper answers to everything.
    public static Scenario proper() {
        return SimulatorFiles.scenario("{}");
    }

    /// A scenario from its JSON or YAML text, as in a scenarios file.
    public static Scenario of(String text) {
        return SimulatorFiles.scenario(text);
    }

    boolean matches(Caller caller, String calledModel) {
        return accepts(provider, caller.provider())
                && accepts(model, calledModel)
                && accepts(key, caller.key())
                && accepts(account, caller.account());
    }

    Orders orders() {
        return new Orders(text, emptyCompletion, cachedTokens, filtered);
    }

    boolean isError() {
        return status != null && status >= 400;
    }

    private static boolean accepts(@Nullable String wanted, String actual) {
        return wanted == null || wanted.equals("*") || wanted.equals(actual);
    }

    private static void atLeastZero(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException("%s=%d is below 0".formatted(name, value));
        }
    }
}
