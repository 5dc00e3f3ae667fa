package io.spidergate.vault.kms;

import com.google.auth.oauth2.GoogleCredentials;
import io.spidergate.vault.envelope.KeyWrapping;
import io.spidergate.vault.remote.HashicorpConfig;
import io.spidergate.vault.remote.HashicorpIdentity;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/// The key that wraps the keyset, where one is configured. Who the vault is for its service follows
/// from where it runs, as the service's own libraries find out.
@Singleton
public final class KmsKeys {

    private static final String GOOGLE_SCOPE = "https://www.googleapis.com/auth/cloudkms";

    private final KmsConfig config;
    private final HashicorpConfig hashicorp;

    KmsKeys(KmsConfig config, HashicorpConfig hashicorp) {
        this.config = config;
        this.hashicorp = hashicorp;
    }

    public Optional<KeyWrapping> configured() {
        return config.keyUri().map(uri -> key(KmsUri.of(uri)));
    }

    private KeyWrapping key(KmsUri uri) {
        return switch (uri) {
            case KmsUri.Aws aws ->
                    new AwsKmsKey(
                            aws, config.endpoint(), DefaultCredentialsProvider.builder().build());
            case KmsUri.Google google ->
                    new GoogleKmsKey(
                            google,
                            config.endpoint().orElse(GoogleKmsKey.ADDRESS),
                            KmsKeys::googleToken);
            case KmsUri.Transit transit ->
                    new TransitKey(
                            transit,
                            config.endpoint()
                                    .orElseGet(() -> URI.create("https://" + transit.host())),
                            HashicorpIdentity.of(hashicorp));
        };
    }

    private static String googleToken() throws IOException {
        GoogleCredentials credentials =
                GoogleCredentials.getApplicationDefault().createScoped(GOOGLE_SCOPE);
        credentials.refreshIfExpired();
        return credentials.getAccessToken().getTokenValue();
    }
}
