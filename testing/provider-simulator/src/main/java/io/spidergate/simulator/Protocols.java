package io.spidergate.simulator;

import io.spidergate.simulator.chat.ChatOddities;
import io.spidergate.simulator.chat.ChatOddities.Prefill;
import io.spidergate.simulator.chat.ChatOddities.UsagePlace;
import io.spidergate.simulator.chat.ChatProtocol;
import io.spidergate.simulator.converse.ConverseProtocol;
import io.spidergate.simulator.gemini.GeminiProtocol;
import io.spidergate.simulator.messages.MessagesProtocol;
import io.spidergate.simulator.responses.ResponsesProtocol;
import io.spidergate.simulator.wire.WireProtocol;

/// The protocol of a call: its path names it, and the provider's manner adds its oddities.
final class Protocols {

    private Protocols() {}

    static WireProtocol of(Visit visit) {
        return switch (visit.route().endpoint()) {
            case MESSAGES -> new MessagesProtocol(MessagesProtocol.Purpose.ANSWER);
            case MESSAGES_COUNT -> new MessagesProtocol(MessagesProtocol.Purpose.COUNT);
            case GENERATE -> new GeminiProtocol(GeminiProtocol.Purpose.DOCUMENT);
            case GENERATE_COUNT -> new GeminiProtocol(GeminiProtocol.Purpose.COUNT);
            case GENERATE_STREAM ->
                    new GeminiProtocol(
                            visit.route().eventStream()
                                    ? GeminiProtocol.Purpose.EVENTS
                                    : GeminiProtocol.Purpose.ARRAY);
            case CONVERSE, CONVERSE_STREAM -> new ConverseProtocol();
            case RESPONSES -> new ResponsesProtocol(visit.manner() == Manner.CHATGPT);
            case CHAT,
                    EMBEDDINGS,
                    MODERATIONS,
                    IMAGES,
                    SPEECH,
                    TRANSCRIPTIONS,
                    MODELS,
                    FOUNDATION_MODELS,
                    UNKNOWN ->
                    new ChatProtocol(oddities(visit.manner()));
        };
    }

    private static ChatOddities oddities(Manner manner) {
        return switch (manner) {
            case GROQ -> new ChatOddities(UsagePlace.X_GROQ, false, false, Prefill.ALWAYS);
            case MISTRAL ->
                    new ChatOddities(UsagePlace.LAST_CHOICE, false, false, Prefill.BY_PREFIX);
            case OPENROUTER -> new ChatOddities(UsagePlace.OWN_CHUNK, true, false, Prefill.NONE);
            case ANTHROPIC -> new ChatOddities(UsagePlace.OWN_CHUNK, false, true, Prefill.NONE);
            case LOCAL -> new ChatOddities(UsagePlace.OWN_CHUNK, false, false, Prefill.ALWAYS);
            case CEREBRAS, GEMINI, OPENAI, CHATGPT, NVIDIA, BEDROCK -> ChatOddities.NONE;
        };
    }
}
