package io.spidergate.launcher.suite;

import java.nio.file.Path;

/// Where everything lies under the data folder.
public record Folders(Path data) {

    public Path logs() {
        return data.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    public Path run() {
        return data.resolve("run");
    }

    public Path secrets() {
        return data.resolve("secrets");
    }

    public Path identity() {
        return data.resolve("identity");
    }

    public Path postgres() {
        return data.resolve("postgres");
    }

    public Path binaries() {
        return data.resolve("binaries");
    }

    public Path kafka() {
        return data.resolve("kafka");
    }

    /// Journals and snapshots of all gateways.
    public Path gateways() {
        return data.resolve("gateways");
    }

    public Path gateway(String name) {
        return gateways().resolve(name);
    }

    /// What is known of the provider pool between starts.
    public Path pool() {
        return data.resolve("pool");
    }

    /// Key-encryption keyset of the vault.
    public Path vaultKeyset() {
        return secrets().resolve("vault.keyset");
    }

    /// Keyset under which billing keeps the secrets of webhooks.
    public Path webhookKeyset() {
        return secrets().resolve("webhook.keyset");
    }
}
