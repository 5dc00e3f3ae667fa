package io.spidergate.billing.notice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A mail server, a folder for the keyset, and times for tests.
public class NoticeSurroundings implements QuarkusTestResourceLifecycleManager {

    /// Takes the mails of billing.
    static final GreenMail MAIL =
            new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    static Path keyset;

    @Override
    public Map<String, String> start() {
        MAIL.start();
        try {
            keyset = Files.createTempDirectory("spidergate-billing").resolve("keys/keyset.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.ofEntries(
                Map.entry("spidergate.webhook.keyset-file", keyset.toString()),
                Map.entry("spidergate.webhook.create-keyset", "true"),
                Map.entry("spidergate.webhook.allowed-networks", "127.0.0.0/8"),
                Map.entry("spidergate.webhook.timeout", "2s"),
                Map.entry("spidergate.notice.poll-every", "50ms"),
                Map.entry("spidergate.notice.mail-from", "spidergate@example.org"),
                Map.entry("quarkus.mailer.host", "127.0.0.1"),
                Map.entry("quarkus.mailer.port", Integer.toString(MAIL.getSmtp().getPort())));
    }

    @Override
    public void stop() {
        MAIL.stop();
    }

    /// Known before the server starts, so that one that is stopped can start again there.
    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
