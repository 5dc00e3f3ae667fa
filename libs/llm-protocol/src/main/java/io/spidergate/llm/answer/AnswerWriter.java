package io.spidergate.llm.answer;

import java.util.List;

/// Writes one answer to one caller in one protocol: frames as the parts come, or all of them as one
/// body. Serves one answer only; for one thread.
///
/// Laws: any parts that obey the order in [AnswerPart] become an answer that the protocol's
/// official client accepts; an answer whose [#end] was not written does not look complete to any
/// client.
public interface AnswerWriter {

    /// The frames for these parts, ready to send; empty where they have none. What must stand at
    /// the beginning is written with the first parts. Finish, usage and end are kept for [#end];
    /// [AnswerPart.Broken] and [AnswerPart.Malformed] are not for writers.
    byte[] frames(List<AnswerPart> parts);

    /// The closing frames of an answer that is complete.
    byte[] end();

    /// The closing frame of an answer that broke: an error in the protocol's words, never its end.
    ///
    /// @param code of the catalogue of error codes
    /// @param message for people
    byte[] broken(String code, String message);

    /// Hears of an event that went to the caller as a provider of this protocol wrote it. The bytes
    /// are valid only during the call.
    ///
    /// @param name of the event, `message` where it has none
    default void passed(String name, byte[] buffer, int offset, int length) {}

    /// Whether this can go on behind the events that it has heard of: not where something came that
    /// it does not know, or where events are numbered and named in ways that are not its own.
    default boolean takesOver() {
        return false;
    }

    /// The whole answer as one body.
    byte[] plain(List<AnswerPart> parts);
}
