package io.spidergate.provider.auth;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// Signs calls by Signature Version 4. The signer is that of AWS's own SDK.
final class AwsSignature {

    private static final String SERVICE = "bedrock";
    private static final String HOST = "host";

    /// Where a host names none, as in front of a proxy of one's own.
    private static final String DEFAULT_REGION = "us-east-1";

    private static final Pattern REGION =
            Pattern.compile("(?:^|[.-])((?:[a-z]{2,3}-)(?:[a-z]+-){1,3}\\d)(?:\\.|$)");

    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    private final Clock clock;

    AwsSignature(Clock clock) {
        this.clock = clock;
    }

    /// What must be added to a call; the host is signed as any client sends it.
    Map<String, String> headers(AwsCredential.AccessKey key, OutgoingCall call) {
        SignedRequest signed =
                SIGNER.sign(request ->
                        request.identity(identity(key))
                                .request(unsigned(call))
                                .payload(ContentStreamProvider.fromByteArrayUnsafe(call.body()))
                                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                                .putProperty(AwsV4HttpSigner.REGION_NAME, region(call.uri()))
                                .putProperty(HttpSigner.SIGNING_CLOCK, clock));
        Map<String, String> headers = new HashMap<>();
        signed.request().headers().forEach((name, values) -> put(headers, name, values));
        return headers;
    }

    private static void put(Map<String, String> headers, String name, List<String> values) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.equals(HOST)) {
            headers.put(lower, values.getFirst());
        }
    }

    private static SdkHttpRequest unsigned(OutgoingCall call) {
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(call.method()))
                .uri(call.uri())
                .build();
    }

    private static AwsCredentialsIdentity identity(AwsCredential.AccessKey key) {
        return key.sessionToken() == null
                ? AwsCredentialsIdentity.create(key.id(), key.secret())
                : AwsSessionCredentialsIdentity.create(key.id(), key.secret(), key.sessionToken());
    }

    static String region(URI uri) {
        Matcher matcher = REGION.matcher(String.valueOf(uri.getHost()));
        return matcher.find() ? matcher.group(1) : DEFAULT_REGION;
    }
}
