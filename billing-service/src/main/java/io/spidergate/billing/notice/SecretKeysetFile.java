package io.spidergate.billing.notice;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The keyset on disk, read whenever it is needed: one that is put there or gets another key while
/// the service runs is used from then on. Without it there are no webhooks; all else goes on.
@ApplicationScoped
class SecretKeysetFile {

    private static final Logger LOG = Logger.getLogger(SecretKeysetFile.class);

    private final Path path;
    private final boolean mayCreate;
    private final PostgresWebhooks webhooks;
    private volatile Read last = new Read("", Optional.empty());

    /// So that a text is parsed once.
    private record Read(String text, Optional<SecretKeyset> keyset) {}

    SecretKeysetFile(WebhookConfig config, PostgresWebhooks webhooks) {
        this.path = config.keysetFile();
        this.mayCreate = config.createKeyset();
        this.webhooks = webhooks;
    }

    void start(@Observes StartupEvent event) {
        if (!Files.exists(path) && mayCreate && !webhooks.isAnyThere()) {
            create();
        }
        if (keyset().isEmpty()) {
            LOG.infof("webhooks are off: %s", trouble());
        }
    }

    /// Empty where there are no webhooks.
    Optional<SecretKeyset> keyset() {
        if (!Files.isReadable(path)) {
            return Optional.empty();
        }
        String text = text();
        Read read = last;
        if (!text.equals(read.text())) {
            read = new Read(text, SecretKeyset.parse(text));
            last = read;
        }
        return read.keyset();
    }

    /// Why there is none and what to do, for people.
    String trouble() {
        return Files.isReadable(path)
                ? "%s is not a Tink JSON keyset of AEAD keys in clear; restore it from the back-up"
                        .formatted(path)
                : "the keyset under which webhooks' secrets are kept is missing: put it at %s (spidergate.webhook.keyset-file)"
                        .formatted(path);
    }

    private String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            LOG.warnf("the keyset file %s cannot be read: %s", path, e.getMessage());
            return "";
        }
    }

    /// Never replaces a file, and is never seen half written.
    private void create() {
        try {
            Path folder = path.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path draft =
                    Files.createTempFile(
                            folder,
                            ".keyset",
                            ".draft",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(draft, SecretKeyset.generate().toJson(), StandardOpenOption.SYNC);
                link(draft);
            } finally {
                Files.delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the keyset file " + path, e);
        }
    }

    private void link(Path draft) throws IOException {
        try {
            Files.createLink(path, draft);
            LOG.infof("created the keyset of webhooks' secrets %s; back it up", path);
        } catch (FileAlreadyExistsException e) {
            LOG.infof("another replica has created the keyset %s", path);
        }
    }
}
