package io.spidergate.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir Path folder;

    @Test
    void aSecretIsMadeOnceAndReadableOnlyToItsOwner() throws IOException {
        Secrets secrets = new Secrets(folder);
        String made = secrets.ensure("some.password");
        assertThat(made).matches("[0-9a-f]{48}");
        assertThat(new Secrets(folder).ensure("some.password")).isEqualTo(made);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(secrets.file("some.password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecretThatIsReplacedStaysPrivate() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Secrets secrets = new Secrets(folder);
        secrets.write("token", "new");
        assertThat(secrets.read("token")).contains("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
