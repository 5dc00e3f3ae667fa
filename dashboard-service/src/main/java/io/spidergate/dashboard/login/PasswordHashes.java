package io.spidergate.dashboard.login;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/// Argon2id with the first parameters of the OWASP password storage cheat sheet: 19 MiB, two
/// passes, one lane.
@Singleton
final class PasswordHashes {

    private static final Argon2Function ARGON2 =
            Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private static final int SALT_BYTES = 16;

    /// A flood of logins must not take more memory than two hashes need.
    private final Semaphore running = new Semaphore(2, true);

    /// Takes as long to check as a real one, so that time does not tell whether an account exists.
    private final String decoy = hash("no account has this password");

    String hash(String password) {
        return bounded(
                () -> Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2).getResult());
    }

    boolean matches(String password, String hash) {
        return bounded(() -> Password.check(password, hash).with(ARGON2));
    }

    void pretend(String password) {
        boolean matched = matches(password, decoy);
        if (matched) {
            throw new IllegalStateException("the decoy must never match");
        }
    }

    private <T> T bounded(java.util.function.Supplier<T> work) {
        running.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            running.release();
        }
    }
}
