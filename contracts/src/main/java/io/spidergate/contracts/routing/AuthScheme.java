package io.spidergate.contracts.routing;

/// Where the credential goes in a request to the provider.
public enum AuthScheme {
    /// `Authorization: Bearer <credential>`, when there is a credential.
    BEARER,
    /// `x-api-key: <credential>`, as Anthropic wants it.
    X_API_KEY,
    /// `x-goog-api-key: <credential>`, as Google wants it.
    X_GOOG_API_KEY,
    /// `api-key: <credential>`, as Azure wants it.
    API_KEY,
    /// Signed with an access key (Signature Version 4), or `Authorization: Bearer` with a Bedrock
    /// API key, as AWS wants it.
    AWS,
    /// The provider asks for none, as local servers do.
    NONE
}
