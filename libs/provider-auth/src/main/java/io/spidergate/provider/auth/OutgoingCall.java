package io.spidergate.provider.auth;

import java.net.URI;

/// A call as it will go over the wire, as far as a signature covers it.
///
/// @param uri with path and query as they are sent
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutgoingCall(String method, URI uri, byte[] body) {}
