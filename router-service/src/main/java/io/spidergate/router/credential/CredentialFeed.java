package io.spidergate.router.credential;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.CredentialNotice;
import io.spidergate.router.topic.TopicListener;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps the credentials that exist as the compacted topic tells. Until the topic has been read to
/// its end once nothing is known, which is not the same as that there is none.
public final class CredentialFeed implements TopicListener {

    private static final Logger LOG = Logger.getLogger(CredentialFeed.class);

    private final ObjectReader reader;
    private final Runnable changed;
    private Credentials reading = Credentials.NONE;
    private boolean live;
    private volatile @Nullable Credentials known;
    private volatile String state = "the credentials topic has not been read yet";

    /// @param changed called after the credentials have changed
    public CredentialFeed(ObjectMapper json, Runnable changed) {
        this.reader = json.readerFor(CredentialNotice.class);
        this.changed = changed;
    }

    /// Null until the topic was read once.
    public @Nullable Credentials known() {
        return known;
    }

    /// Why nothing is known, for people.
    public String state() {
        return state;
    }

    @Override
    public void restarted() {
        reading = Credentials.NONE;
        live = false;
    }

    @Override
    public void record(@Nullable String key, byte @Nullable [] value) {
        if (key == null) {
            LOG.warn("a credential notice without a key was passed over");
            return;
        }
        try {
            reading =
                    value == null
                            ? reading.without(new CredentialId(key))
                            : reading.with(reader.readValue(value));
        } catch (IOException | IllegalArgumentException e) {
            // One unreadable notice must not hide all the others.
            LOG.errorf("unreadable credential notice '%s': %s", key, e.getClass().getSimpleName());
            return;
        }
        if (live) {
            tell();
        }
    }

    @Override
    public void caughtUp() {
        live = true;
        tell();
    }

    @Override
    public void unreachable(String reason) {
        state = reason;
    }

    private void tell() {
        if (!reading.equals(known)) {
            known = reading;
            changed.run();
        }
    }
}
