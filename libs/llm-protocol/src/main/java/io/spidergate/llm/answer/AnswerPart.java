package io.spidergate.llm.answer;

import io.spidergate.llm.conversation.Seal;
import java.util.Optional;

/// A piece of an answer, in the order in which it came.
///
/// Order, kept by readers and relied on by writers: thoughts, texts and calls in any order; a call
/// is whole between its [CallBegun] and the next part that is not its own [CallArguments]; then
/// [Finished] and [Counted] in any order, each at most once but for a later [Counted], which
/// replaces an earlier one; then [Ended]. After [Broken] or [Malformed] nothing comes.
public sealed interface AnswerPart {

    record Text(String text) implements AnswerPart {}

    record Thought(String text) implements AnswerPart {}

    /// Seals the thoughts since the last part that was none; may stand without any.
    record ThoughtSealed(Seal seal) implements AnswerPart {}

    /// @param index from 0, in order
    /// @param id never empty: made up by the reader where the protocol has none
    record CallBegun(int index, String id, String name, Optional<Seal> seal)
            implements AnswerPart {}

    /// The next characters of a call's arguments: together a JSON object, or nothing at all.
    record CallArguments(int index, String json) implements AnswerPart {}

    record Finished(Finish reason) implements AnswerPart {}

    record Counted(Usage usage) implements AnswerPart {}

    /// The protocol's own word that the answer is complete.
    record Ended() implements AnswerPart {}

    /// The provider gave up in the middle, or sent an error as a success.
    record Broken(UpstreamError error) implements AnswerPart {}

    /// What came is not the protocol.
    record Malformed(String reason) implements AnswerPart {}
}
