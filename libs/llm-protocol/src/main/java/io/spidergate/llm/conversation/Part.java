package io.spidergate.llm.conversation;

/// A piece of what a user or a tool says.
public sealed interface Part {

    record Text(String text) implements Part {}

    /// A picture by its bytes.
    ///
    /// @param mediaType such as `image/png`
    /// @param base64 standard alphabet, as it stands in the caller's JSON
    record InlineImage(String mediaType, String base64) implements Part {}

    /// A picture by its address, to be fetched by the provider.
    record LinkedImage(String url) implements Part {}
}
