package io.spidergate.billing.notice;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.spidergate.contracts.id.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

/// The keyset under which webhooks' secrets lie, as the vault's lies under providers' keys: AES-256
/// GCM keys of Tink, of which the primary one seals and all open. A secret is bound to its webhook
/// and workspace: a row that is moved does not open.
///
/// Laws, for all secrets s and webhooks a ≠ b: `open(seal(s, a), a)` is s; `open(seal(s, a), b)` is
/// empty.
final class SecretKeyset {

    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final KeysetHandle keyset;
    private final Aead aead;

    private SecretKeyset(KeysetHandle keyset) throws GeneralSecurityException {
        this.keyset = keyset;
        this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    static SecretKeyset generate() {
        try {
            return new SecretKeyset(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot generate a keyset", e);
        }
    }

    /// Empty unless `json` is a Tink keyset of AEAD keys. The cause is left out on purpose: a
    /// parser's words may quote the key.
    static Optional<SecretKeyset> parse(String json) {
        try {
            return Optional.of(
                    new SecretKeyset(
                            TinkJsonProtoKeysetFormat.parseKeyset(
                                    json, InsecureSecretKeyAccess.get())));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /// The keyset in clear, for its file.
    String toJson() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot write a keyset", e);
        }
    }

    byte[] seal(WebhookSecret secret, String webhook, WorkspaceId workspace) {
        try {
            return aead.encrypt(secret.bytes(), binding(webhook, workspace));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal a secret", e);
        }
    }

    /// Empty when it was sealed under another keyset or for another webhook.
    Optional<WebhookSecret> open(byte[] sealed, String webhook, WorkspaceId workspace) {
        try {
            return Optional.of(WebhookSecret.of(aead.decrypt(sealed, binding(webhook, workspace))));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /// Neither an id nor a workspace holds a space.
    private static byte[] binding(String webhook, WorkspaceId workspace) {
        return "spidergate-webhook-v1 %s %s"
                .formatted(webhook, workspace.value())
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SecretKeyset[keys=%d]".formatted(keyset.size());
    }
}
