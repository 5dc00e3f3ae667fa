package io.spidergate.vault.api;

/// Calls that wait, where nothing but the end of the process interrupts.
final class Interrupts {

    private Interrupts() {}

    @FunctionalInterface
    interface Call<T> {
        T run() throws InterruptedException;
    }

    static <T> T unchecked(Call<T> call) {
        try {
            return call.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the vault is stopping", e);
        }
    }
}
