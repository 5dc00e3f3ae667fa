package io.spidergate.llm.answer;

import java.util.List;

/// Reads one answer of one provider in one protocol. Keeps what it needs to know between two
/// events, so it serves one answer only; for one thread.
///
/// Laws: never throws, whatever the bytes; the parts obey the order in [AnswerPart]; the parts of a
/// streamed answer, texts and arguments joined, are those of the same answer sent plainly.
public interface AnswerReader {

    /// The whole body of a plain answer with status 200. [AnswerPart.Ended] is last where the
    /// answer is one.
    List<AnswerPart> plain(byte[] body);

    /// The data of one event of a streamed answer; the bytes are valid only during the call.
    ///
    /// @param name of the event, `message` where it has none
    List<AnswerPart> event(String name, byte[] buffer, int offset, int length);
}
