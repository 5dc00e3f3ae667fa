package io.spidergate.launcher.admin;

import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.suite.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Whether real providers are the pool, and which keys of the environment are in the vault already.
///
/// Each key goes in once: a provider that the operator has removed does not come back with the next
/// start.
public final class RealPool {

    private static final String ACCOUNT = "default";

    private final Path marker;
    private final Path imported;

    public RealPool(Folders folders) {
        this.marker = folders.pool().resolve("real");
        this.imported = folders.pool().resolve("imported-keys");
    }

    /// Whether the simulator has to be the pool.
    public boolean simulated(Map<String, String> keys) {
        return !Files.exists(marker) && fresh(keys).isEmpty();
    }

    public void markReal(boolean real) {
        try {
            Files.createDirectories(marker.getParent());
            if (real) {
                Files.writeString(marker, "");
            } else {
                Files.deleteIfExists(marker);
            }
        } catch (IOException e) {
            throw unwritable();
        }
    }

    /// Puts keys into the vault that are new to it; names the providers that got one.
    public List<String> importKeys(Map<String, String> keys, Providers providers) {
        List<String> taken = new ArrayList<>();
        for (Map.Entry<String, String> key : fresh(keys).entrySet()) {
            String provider = key.getKey();
            providers.addCredential(
                    NewCredential.shared(
                            provider, ACCOUNT, "from the environment", key.getValue()));
            remember(provider, key.getValue());
            markReal(true);
            taken.add(provider);
        }
        return List.copyOf(taken);
    }

    private Map<String, String> fresh(Map<String, String> keys) {
        List<String> known = known();
        return keys.entrySet().stream()
                .filter(key -> !known.contains(mark(key.getKey(), key.getValue())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<String> known() {
        try {
            return Files.exists(imported) ? Files.readAllLines(imported) : List.of();
        } catch (IOException e) {
            throw unwritable();
        }
    }

    private void remember(String provider, String key) {
        List<String> lines = new ArrayList<>(known());
        lines.add(mark(provider, key));
        try {
            Files.createDirectories(imported.getParent());
            Files.write(imported, lines);
        } catch (IOException e) {
            throw unwritable();
        }
    }

    /// Tells keys apart without holding one.
    private static String mark(String provider, String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((provider + "\n" + key).getBytes(StandardCharsets.UTF_8));
            return provider + " " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private Refusal unwritable() {
        return new Refusal("%s cannot be read and written.".formatted(marker.getParent()));
    }
}
