package io.spidergate.vault.kms;

import io.spidergate.vault.envelope.KeyWrapping;
import io.spidergate.vault.remote.RemoteException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;

/// A key of AWS KMS.
final class AwsKmsKey implements KeyWrapping {

    private static final String SERVICE = "AWS KMS";

    private final KmsClient client;
    private final String arn;

    AwsKmsKey(KmsUri.Aws uri, Optional<URI> endpoint, AwsCredentialsProvider credentials) {
        KmsClientBuilder builder =
                KmsClient.builder()
                        .region(Region.of(uri.region()))
                        .credentialsProvider(credentials)
                        .httpClientBuilder(UrlConnectionHttpClient.builder());
        endpoint.ifPresent(builder::endpointOverride);
        this.client = builder.build();
        this.arn = uri.arn();
    }

    @Override
    public byte[] wrap(byte[] key) throws IOException {
        SdkBytes clear = SdkBytes.fromByteArray(key);
        return bytes(() ->
                client.encrypt(request -> request.keyId(arn).plaintext(clear)).ciphertextBlob());
    }

    @Override
    public byte[] unwrap(byte[] wrapped) throws IOException {
        SdkBytes blob = SdkBytes.fromByteArray(wrapped);
        return bytes(() ->
                client.decrypt(request -> request.keyId(arn).ciphertextBlob(blob)).plaintext());
    }

    private static byte[] bytes(Supplier<SdkBytes> call) throws IOException {
        try {
            return call.get().asByteArray();
        } catch (InvalidCiphertextException | IncorrectKeyException e) {
            throw RemoteException.notItsOwn(SERVICE);
        } catch (KmsException e) {
            throw RemoteException.refused(SERVICE, e.statusCode());
        } catch (SdkClientException e) {
            throw RemoteException.unreachable(SERVICE);
        }
    }

    @Override
    public String toString() {
        return arn;
    }
}
