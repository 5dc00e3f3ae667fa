package io.spidergate.gateway.journal;

/// The event could not be made safe, so the request must not be reported as done.
///
/// Has no stack trace: it is made for each request while the disk is full, and says all by its
/// message.
final class JournalRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalRefusal(String message) {
        super(message, null, false, false);
    }
}
