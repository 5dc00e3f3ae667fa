package io.spidergate.vault.kms;

import java.io.IOException;

/// The service has not done what was asked.
final class KmsException extends IOException {

    KmsException(String message) {
        super(message);
    }

    static KmsException unreachable(String service) {
        return new KmsException(service + " cannot be reached");
    }

    static KmsException notItsOwn(String service) {
        return new KmsException(
                service + " cannot unwrap it: it was wrapped by another key, or damaged");
    }

    static KmsException refused(String service, int status) {
        return new KmsException(
                "%s refuses with HTTP %d: check that this key exists and that the vault may encrypt and decrypt with it"
                        .formatted(service, status));
    }
}
