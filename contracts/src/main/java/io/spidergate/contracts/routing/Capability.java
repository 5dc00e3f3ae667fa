package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a deployment can do; a request is never sent to one that lacks what the request needs.
public enum Capability {
    @JsonProperty("chat")
    CHAT,
    @JsonProperty("function_calling")
    FUNCTION_CALLING,
    @JsonProperty("vision")
    VISION,
    @JsonProperty("json_object")
    JSON_OBJECT,
    @JsonProperty("json_schema")
    JSON_SCHEMA,
    @JsonProperty("reasoning")
    REASONING,
    /// Goes on with an answer that was begun, where the last message is the assistant's.
    @JsonProperty("assistant_prefill")
    ASSISTANT_PREFILL,
    @JsonProperty("embeddings")
    EMBEDDINGS,
    /// Judges content, and does nothing else.
    @JsonProperty("moderation")
    MODERATION,
    /// Makes images from words, and does nothing else.
    @JsonProperty("image_generation")
    IMAGE_GENERATION,
    /// Says words, and does nothing else.
    @JsonProperty("speech")
    SPEECH,
    /// Hears words, and does nothing else.
    @JsonProperty("audio_transcription")
    AUDIO_TRANSCRIPTION
}
