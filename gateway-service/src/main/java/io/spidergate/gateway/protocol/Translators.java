package io.spidergate.gateway.protocol;

import io.spidergate.contracts.routing.Dialect;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerReader;
import io.spidergate.llm.chat.ChatAnswerReader;
import io.spidergate.llm.chat.ChatRequestWriter;
import io.spidergate.llm.conversation.RequestWriter;
import io.spidergate.llm.converse.ConverseAnswerReader;
import io.spidergate.llm.converse.ConverseRequestWriter;
import io.spidergate.llm.generatecontent.GenerateContentAnswerReader;
import io.spidergate.llm.generatecontent.GenerateContentRequestWriter;
import io.spidergate.llm.messages.MessagesAnswerReader;
import io.spidergate.llm.messages.MessagesRequestWriter;
import io.spidergate.llm.responses.ResponsesAnswerReader;
import io.spidergate.llm.responses.ResponsesRequestWriter;

/// Who writes for and reads from providers of which dialect.
final class Translators {

    private static final RequestWriter CHAT = new ChatRequestWriter();
    private static final RequestWriter RESPONSES = new ResponsesRequestWriter();
    private static final RequestWriter MESSAGES = new MessagesRequestWriter();
    private static final RequestWriter GENERATE_CONTENT = new GenerateContentRequestWriter();
    private static final RequestWriter CONVERSE = new ConverseRequestWriter();

    private Translators() {}

    static Protocol protocol(Dialect dialect) {
        return switch (dialect) {
            case OPENAI -> Protocol.CHAT_COMPLETIONS;
            case RESPONSES -> Protocol.RESPONSES;
            case ANTHROPIC -> Protocol.MESSAGES;
            case GEMINI -> Protocol.GENERATE_CONTENT;
            case BEDROCK -> Protocol.CONVERSE;
        };
    }

    static RequestWriter requestWriter(Dialect dialect) {
        return switch (dialect) {
            case OPENAI -> CHAT;
            case RESPONSES -> RESPONSES;
            case ANTHROPIC -> MESSAGES;
            case GEMINI -> GENERATE_CONTENT;
            case BEDROCK -> CONVERSE;
        };
    }

    /// A new one: readers serve one answer.
    static AnswerReader answerReader(Dialect dialect) {
        return switch (dialect) {
            case OPENAI -> new ChatAnswerReader();
            case RESPONSES -> new ResponsesAnswerReader();
            case ANTHROPIC -> new MessagesAnswerReader();
            case GEMINI -> new GenerateContentAnswerReader();
            case BEDROCK -> new ConverseAnswerReader();
        };
    }

    /// What streams of events come as.
    static EventFormat eventFormat(Dialect dialect) {
        return dialect == Dialect.BEDROCK ? EventFormat.AWS : EventFormat.SSE;
    }
}
