package io.spidergate.launcher.run;

import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Generated secrets of this installation, one a file that only its owner can read.
public final class Secrets {

    private static final int BYTES = 24;

    private final Path folder;
    private final RandomGenerator random;

    public Secrets(Path folder) {
        this(folder, new SecureRandom());
    }

    Secrets(Path folder, RandomGenerator random) {
        this.folder = folder;
        this.random = random;
    }

    /// The secret of that name, made now where there is none: lower-case hex digits.
    public String ensure(String name) {
        return ensure(name, BYTES);
    }

    String ensure(String name, int size) {
        Optional<String> held = read(name);
        if (held.isPresent()) {
            return held.get();
        }
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        write(name, secret);
        return secret;
    }

    public Optional<String> read(String name) {
        Path file = file(name);
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip()).filter(s -> !s.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            throw new Refusal("The secret file %s cannot be read.".formatted(file));
        }
    }

    public void write(String name, String secret) {
        Path file = file(name);
        try {
            createPrivate(file);
            Files.writeString(file, secret + "\n");
        } catch (IOException e) {
            throw new Refusal(
                    "The secret file %s cannot be written: %s.".formatted(file, e.getMessage()));
        }
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /// Unreadable to others before anything is in it.
    private static void createPrivate(Path file) throws IOException {
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
