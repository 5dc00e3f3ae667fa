package io.spidergate.launcher.run;

import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.identity.IdentityKeys;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.FileTree;
import io.spidergate.launcher.suite.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// The folder of all that a suite keeps: made, checked and, on demand, emptied.
final class DataFolder {

    static final long MIN_FREE_BYTES = 500L * 1024 * 1024;

    private static final long MIB = 1024L * 1024;

    private static final List<String> IDENTITIES =
            List.of(
                    ServiceName.GATEWAY,
                    ServiceName.ROUTER,
                    ServiceName.VAULT,
                    ServiceName.BILLING,
                    ServiceName.TRACES,
                    ServiceName.DASHBOARD,
                    ServiceName.OPERATOR);

    private final Folders folders;

    DataFolder(Folders folders) {
        this.folders = folders;
    }

    /// Makes the folders and refuses what cannot be used.
    void prepare() {
        Path data = folders.data();
        try {
            Files.createDirectories(data);
            makePrivate(folders.secrets());
            makePrivate(folders.identity());
            for (Path folder :
                    List.of(
                            folders.logs(),
                            folders.run(),
                            folders.binaries(),
                            folders.gateways())) {
                Files.createDirectories(folder);
                requireWritable(folder);
            }
            requireSpace(Files.getFileStore(data).getUsableSpace());
        } catch (IOException e) {
            throw new Refusal(
                    "The data folder %s cannot be used (%s); choose another with --data."
                            .formatted(data, e.getMessage()));
        }
    }

    void ensureIdentities() {
        if (!Files.exists(folders.identity().resolve(IdentityKeys.TRUSTED_KEYS))) {
            IdentityKeys.create(folders.identity(), IDENTITIES);
        }
    }

    /// Deletes all data and secrets; logs and unpacked programs stay.
    void empty() {
        try {
            for (Path folder :
                    List.of(
                            folders.postgres(),
                            folders.kafka(),
                            folders.secrets(),
                            folders.identity(),
                            folders.pool(),
                            folders.gateways())) {
                FileTree.delete(folder);
            }
        } catch (IOException e) {
            throw new Refusal(
                    "The data under %s cannot be deleted: %s."
                            .formatted(folders.data(), e.getMessage()));
        }
    }

    boolean holdsData() {
        if (!Files.isDirectory(folders.data())) {
            return false;
        }
        try (Stream<Path> content = Files.list(folders.data())) {
            return content.anyMatch(folders.postgres()::equals);
        } catch (IOException e) {
            throw new Refusal("The data folder %s cannot be read.".formatted(folders.data()));
        }
    }

    private void requireSpace(long free) {
        if (free < MIN_FREE_BYTES) {
            throw new Refusal(
                    "The disk of %s is full: %d MiB are free, at least %d MiB are needed."
                            .formatted(folders.data(), free / MIB, MIN_FREE_BYTES / MIB));
        }
    }

    private static void requireWritable(Path folder) throws IOException {
        if (!Files.isWritable(folder) || !Files.isReadable(folder)) {
            throw new IOException("no right to read and write " + folder);
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
}
