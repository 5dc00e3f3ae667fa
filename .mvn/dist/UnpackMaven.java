import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Unpacks the Maven distribution beside it, after its hash was checked, for machines that have a
/// JDK and nothing else: `java UnpackMaven.java <zip> <target folder>`.
final class UnpackMaven {

    public static void main(String[] arguments) throws Exception {
        Path zip = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Path expected = zip.resolveSibling(zip.getFileName() + ".sha512");
        byte[] bytes = Files.readAllBytes(zip);
        String actual =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
        if (!Files.readString(expected).startsWith(actual)) {
            System.err.println("spidergate: " + zip + " is damaged: its SHA-512 is not that of " + expected);
            System.exit(1);
        }
        // Moved into place when complete: a half-unpacked Maven is never found.
        Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
        Path staging = Files.createTempDirectory(parent, "maven-");
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
            unpack(entries, staging);
        }
        try {
            Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static void unpack(ZipInputStream entries, Path staging) throws IOException {
        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            Path name = Path.of(entry.getName()).normalize();
            if (entry.isDirectory() || name.getNameCount() < 2 || name.startsWith("..")) {
                continue;
            }
            Path file = staging.resolve(name.subpath(1, name.getNameCount()));
            Files.createDirectories(file.getParent());
            Files.copy(entries, file);
        }
    }
}
