package io.spidergate.dashboard.peers;

import io.spidergate.contracts.Problem;
import java.util.Optional;

/// What a peer said, or why it said nothing.
public sealed interface Answer<T> {

    record Given<T>(T value) implements Answer<T> {}

    /// It understood and declined.
    record Refused<T>(Peer peer, int status, Problem problem) implements Answer<T> {}

    /// It could not be asked, or broke.
    ///
    /// @param reason short, for people
    record Away<T>(Peer peer, String reason) implements Answer<T> {}

    default Optional<T> found() {
        return switch (this) {
            case Given<T>(T value) -> Optional.of(value);
            case Refused<T> refused -> Optional.empty();
            case Away<T> away -> Optional.empty();
        };
    }

    /// One sentence for a page that has to do without.
    default Optional<String> notice() {
        return switch (this) {
            case Given<T> given -> Optional.empty();
            case Refused<T>(Peer peer, int status, Problem problem) ->
                    Optional.of("%s declined: %s.".formatted(peer.service(), problem.message()));
            case Away<T>(Peer peer, String reason) ->
                    Optional.of(
                            "%s is not answering (%s), so this page is without %s."
                                    .formatted(peer.service(), reason, peer.knows()));
        };
    }
}
