package io.spidergate.gateway.protocol;

import io.spidergate.contracts.routing.Dialect;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerReader;
import io.spidergate.llm.chat.ChatAnswerReader;
import io.spidergate.llm.chat.ChatRequestWriter;
import io.spidergate.llm.conversation.RequestWriter;

/// Who reads and writes which protocol.
final class Translators {

    private Translators() {}

    static Protocol protocol(Dialect dialect) {
        return switch (dialect) {
            case OPENAI -> Protocol.CHAT_COMPLETIONS;
            case RESPONSES -> Protocol.RESPONSES;
            case ANTHROPIC -> Protocol.MESSAGES;
            case GEMINI -> Protocol.GENERATE_CONTENT;
        };
    }

    static RequestWriter requestWriter(Protocol protocol) {
        return switch (protocol) {
            case CHAT_COMPLETIONS -> new ChatRequestWriter();
            case RESPONSES, MESSAGES, GENERATE_CONTENT -> throw new IllegalStateException();
        };
    }

    static AnswerReader answerReader(Protocol protocol) {
        return switch (protocol) {
            case CHAT_COMPLETIONS -> new ChatAnswerReader();
            case RESPONSES, MESSAGES, GENERATE_CONTENT -> throw new IllegalStateException();
        };
    }
}
