package io.spidergate.launcher.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One hash over all that a product is built from: by content, so that a checkout that only touches
/// files builds nothing.
final class SourceHash {

    private final Path root;

    SourceHash(Path root) {
        this.root = root;
    }

    String of(Collection<String> modules) throws IOException {
        MessageDigest digest = sha256();
        add(digest, root.resolve("pom.xml"));
        for (String module : new TreeSet<>(modules)) {
            add(digest, root.resolve(module).resolve("pom.xml"));
            for (Path file : sources(root.resolve(module).resolve("src/main"))) {
                add(digest, file);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(MessageDigest digest, Path file) throws IOException {
        byte[] name = root.relativize(file).toString().getBytes(StandardCharsets.UTF_8);
        byte[] content = Files.readAllBytes(file);
        // Lengths before contents: moving a byte from one to the next changes the hash.
        digest.update((name.length + ":" + content.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(name);
        digest.update(content);
    }

    private static List<Path> sources(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
