package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.JsonNode;

/// Ids for calls that came without one, which older models of Google never give.
///
/// Rule for answers: `call_`, the call's place in its answer, and the answer's own id, so that two
/// answers of one conversation do not share an id; where the answer has none either, a digest of
/// the call and its seal stands for it. At most 40 characters of letters, digits, `_` and `-`,
/// which is what the narrowest of the other protocols allows.
///
/// Rule for histories: `call_` and the call's place among all calls of the conversation. These are
/// never shown to the caller; they only join calls and responses.
final class CallId {

    private static final String PREFIX = "call_";
    private static final int LONGEST_ANSWER_ID = 27;

    private CallId() {}

    static String ofAnswer(int place, String answerId, JsonNode part) {
        String known = answerId.replaceAll("[^A-Za-z0-9_-]", "");
        String unique =
                known.isEmpty()
                        ? Integer.toHexString(part.hashCode())
                        : known.substring(0, Math.min(known.length(), LONGEST_ANSWER_ID));
        return PREFIX + place + "_" + unique;
    }

    static String ofHistory(int place) {
        return PREFIX + place;
    }
}
