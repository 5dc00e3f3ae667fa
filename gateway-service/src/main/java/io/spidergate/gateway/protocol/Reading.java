package io.spidergate.gateway.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.chat.ChatRequest;
import io.spidergate.llm.chat.ParsedChat;
import io.spidergate.llm.completions.CompletionsAnswerWriter;
import io.spidergate.llm.completions.CompletionsRequestReader;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.embeddings.EmbeddingsRequest;
import io.spidergate.llm.generatecontent.GenerateContentAnswerWriter;
import io.spidergate.llm.generatecontent.GenerateContentRequestReader;
import io.spidergate.llm.images.ImageRequest;
import io.spidergate.llm.json.CheckedBody;
import io.spidergate.llm.json.InvalidField;
import io.spidergate.llm.json.JsonBody;
import io.spidergate.llm.messages.MessagesAnswerWriter;
import io.spidergate.llm.messages.MessagesRequestReader;
import io.spidergate.llm.moderations.ModerationRequest;
import io.spidergate.llm.responses.ResponseEcho;
import io.spidergate.llm.responses.ResponsesAnswerWriter;
import io.spidergate.llm.responses.ResponsesRequestReader;
import io.spidergate.llm.speech.SpeechRequest;
import io.spidergate.llm.transcriptions.Form;
import io.spidergate.llm.transcriptions.FormPart;
import io.spidergate.llm.transcriptions.TranscriptionRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a caller's body turned out to be, in the protocol of the path that was called.
public sealed interface Reading {

    /// @param description of the request where its bytes are none: what is captured and by what a
    ///   kept answer is found; null where the body itself is
    record Asked(AskedRequest request, @Nullable Supplier<byte[]> description) implements Reading {

        Asked(AskedRequest request) {
            this(request, null);
        }

        public byte[] described(byte[] body) {
            return description == null ? body : description.get();
        }
    }

    record Wrong(InvalidField reason) implements Reading {}

    static Reading chat(byte[] body) {
        return switch (ChatRequest.parse(body)) {
            case ParsedChat.Valid(ChatRequest request) -> new Asked(new AskedChat(request));
            case ParsedChat.Invalid(InvalidField reason) -> new Wrong(reason);
        };
    }

    static Reading completions(byte[] body) {
        return parsed(
                body,
                json ->
                        switch (new CompletionsRequestReader().read(json)) {
                            case ReadRequest.Invalid(InvalidField reason) -> new Wrong(reason);
                            case ReadRequest.Valid valid ->
                                    new Asked(
                                            AskedConversation.of(
                                                    Protocol.COMPLETIONS,
                                                    "/completions",
                                                    json,
                                                    valid,
                                                    head -> new CompletionsAnswerWriter(head, json),
                                                    Map.of()));
                        });
    }

    static Reading embeddings(byte[] body) {
        return checked(EmbeddingsRequest.parse(body), AskedOfOpenAi::vectors);
    }

    static Reading moderations(byte[] body) {
        return checked(ModerationRequest.parse(body), AskedOfOpenAi::verdicts);
    }

    static Reading images(byte[] body) {
        return checked(ImageRequest.parse(body), AskedOfOpenAi::images);
    }

    static Reading speech(byte[] body) {
        return checked(SpeechRequest.parse(body), AskedOfOpenAi::speech);
    }

    /// @param type of the body, with its boundary
    static Reading transcriptions(String type, byte[] body) {
        return switch (Form.parse(type, body)) {
            case Form.Unreadable(InvalidField reason) -> new Wrong(reason);
            case Form.Parsed(List<FormPart> parts) ->
                    switch (TranscriptionRequest.of(parts)) {
                        case CheckedBody.Invalid<?>(InvalidField reason) -> new Wrong(reason);
                        case CheckedBody.Valid<TranscriptionRequest>(var request) ->
                                new Asked(AskedOfOpenAi.transcript(request), request::description);
                    };
        };
    }

    private static <T> Reading checked(CheckedBody<T> body, Function<T, AskedRequest> asked) {
        return switch (body) {
            case CheckedBody.Valid<T>(T request) -> new Asked(asked.apply(request));
            case CheckedBody.Invalid<T>(InvalidField reason) -> new Wrong(reason);
        };
    }

    static Reading responses(byte[] body) {
        return parsed(
                body,
                json ->
                        switch (new ResponsesRequestReader().read(json)) {
                            case ReadRequest.Invalid(InvalidField reason) -> new Wrong(reason);
                            case ReadRequest.Valid valid -> {
                                ResponseEcho echo = ResponseEcho.of(json);
                                yield new Asked(
                                        AskedConversation.of(
                                                Protocol.RESPONSES,
                                                "/responses",
                                                json,
                                                valid,
                                                head -> new ResponsesAnswerWriter(head, echo),
                                                Map.of()));
                            }
                        });
    }

    /// @param headers of the caller that are for a provider of the same protocol
    static Reading messages(byte[] body, Map<String, String> headers) {
        return parsed(
                body,
                json ->
                        switch (new MessagesRequestReader().read(json)) {
                            case ReadRequest.Invalid(InvalidField reason) -> new Wrong(reason);
                            case ReadRequest.Valid valid ->
                                    new Asked(
                                            AskedConversation.of(
                                                    Protocol.MESSAGES,
                                                    "/messages",
                                                    json,
                                                    valid,
                                                    MessagesAnswerWriter::new,
                                                    headers));
                        });
    }

    /// @param model of the path, and whether the path is that of streams
    static Reading generateContent(String model, boolean stream, byte[] body) {
        return parsed(
                body,
                json ->
                        switch (new GenerateContentRequestReader().read(model, stream, json)) {
                            case ReadRequest.Invalid(InvalidField reason) -> new Wrong(reason);
                            case ReadRequest.Valid valid ->
                                    new Asked(
                                            AskedConversation.of(
                                                    Protocol.GENERATE_CONTENT,
                                                    stream
                                                            ? "/models:streamGenerateContent"
                                                            : "/models:generateContent",
                                                    json,
                                                    valid,
                                                    GenerateContentAnswerWriter::new,
                                                    Map.of()));
                        });
    }

    private static Reading parsed(byte[] body, Function<ObjectNode, Reading> read) {
        return switch (JsonBody.parse(body)) {
            case JsonBody.Parsed(ObjectNode json, var _) -> read.apply(json);
            case JsonBody.Unreadable(InvalidField reason) -> new Wrong(reason);
        };
    }
}
