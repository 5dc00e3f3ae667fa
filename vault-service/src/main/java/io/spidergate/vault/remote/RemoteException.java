package io.spidergate.vault.remote;

import java.io.IOException;

/// The service has not done what was asked; the message is a sentence for people, which quotes
/// nothing of an answer.
public final class RemoteException extends IOException {

    public RemoteException(String message) {
        super(message);
    }

    public static RemoteException unreachable(String service) {
        return new RemoteException(service + " cannot be reached");
    }

    public static RemoteException notItsOwn(String service) {
        return new RemoteException(
                service + " cannot unwrap it: it was wrapped by another key, or damaged");
    }

    public static RemoteException refused(String service, int status) {
        return new RemoteException(
                "%s refuses with HTTP %d: check that this exists and what the vault may do with it"
                        .formatted(service, status));
    }
}
