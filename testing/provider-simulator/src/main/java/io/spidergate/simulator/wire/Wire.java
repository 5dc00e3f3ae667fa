package io.spidergate.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// An answer in a protocol's form, as one document or as a stream.
///
/// Law: a stream that ended properly was `opening`, `content`, `closing`, `end`, in this order; the
/// document says the same as the stream.
public interface Wire {

    JsonNode document();

    /// The document that tells a failure under status 200.
    default JsonNode failedDocument(Failure failure) {
        return failure.body();
    }

    default String streamType() {
        return "text/event-stream; charset=utf-8";
    }

    List<Frame> opening();

    List<Frame> content();

    List<Frame> closing();

    /// What tells that nothing is missing.
    List<Frame> end();

    /// A frame whose data is not JSON.
    ///
    /// @param sent how many frames went before it
    byte[] broken(int sent);

    /// Frames that tell a failure in mid-stream, after which there is nothing.
    ///
    /// @param sent how many frames went before them
    List<Frame> failed(Failure failure, int sent);
}
