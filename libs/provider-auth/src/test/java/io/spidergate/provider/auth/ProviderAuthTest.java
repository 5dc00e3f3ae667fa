package io.spidergate.provider.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.AuthScheme;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderAuthTest {

    private static final String KEY =
            "AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String BOTOCORES =
            "Signature=0f29f12cf4b4ffea59aec93813844798118d38afc2fac5cdf818497d4b6e8406";
    private static final OutgoingCall CALL =
            new OutgoingCall(
                    "POST",
                    URI.create(
                            "https://bedrock-runtime.eu-central-1.amazonaws.com/model/amazon.nova-micro-v1%3A0/converse"),
                    "{}".getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @CsvSource({
        "BEARER, authorization, Bearer secret",
        "X_API_KEY, x-api-key, secret",
        "X_GOOG_API_KEY, x-goog-api-key, secret",
        "API_KEY, api-key, secret",
        "AWS, authorization, Bearer secret"
    })
    void aKeyStandsInTheHeaderOfItsProvider(AuthScheme scheme, String header, String value) {
        assertThat(headers(scheme, "secret")).containsExactly(Map.entry(header, value));
    }

    @Test
    void whoAsksForNoKeyGetsNone() {
        assertThat(headers(AuthScheme.NONE, "secret")).isEmpty();
    }

    @Test
    void anAccessKeySignsTheCallAndStaysAtHome() {
        Map<String, String> headers = headers(AuthScheme.AWS, KEY);

        assertThat(headers).containsOnlyKeys("authorization", "x-amz-date", "x-amz-content-sha256");
        assertThat(headers.get("authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/")
                .contains("/eu-central-1/bedrock/aws4_request")
                .contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date");
        assertThat(headers.values()).noneMatch(value -> value.contains("wJalrXUtnFEMI"));
    }

    @Test
    void aTemporaryKeyTakesItsTokenWithIt() {
        assertThat(headers(AuthScheme.AWS, KEY.replace("AKIA", "ASIA") + ":token/of+the=session"))
                .containsEntry("x-amz-security-token", "token/of+the=session");
    }

    /// The signature that botocore 1.43 gives the same call.
    @Test
    void signsAsAwsDoes() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-26T01:02:03Z"), ZoneOffset.UTC);
        Map<String, String> headers =
                new AwsSignature(clock)
                        .headers((AwsCredential.AccessKey) AwsCredential.of(KEY), CALL);

        assertThat(headers.get("authorization")).endsWith(BOTOCORES);
    }

    @ParameterizedTest
    @CsvSource({
        "bedrock-runtime.us-west-2.amazonaws.com, us-west-2",
        "bedrock-runtime-fips.us-gov-west-1.amazonaws.com, us-gov-west-1",
        "bedrock-mantle.ap-southeast-2.api.aws, ap-southeast-2",
        "vpce-0a1b.bedrock-runtime.eu-west-1.vpce.amazonaws.com, eu-west-1",
        "127.0.0.1, us-east-1",
        "proxy.example.com, us-east-1"
    })
    void theHostTellsTheRegion(String host, String region) {
        assertThat(AwsSignature.region(URI.create("https://" + host + "/"))).isEqualTo(region);
    }

    @Test
    void nothingShowsASecret() {
        assertThat(AwsCredential.of(KEY).toString()).doesNotContain("wJalr");
        assertThat(AwsCredential.of("bedrock-api-key-x").toString()).doesNotContain("key-x");
    }

    private static Map<String, String> headers(AuthScheme scheme, String credential) {
        Map<String, String> headers = new HashMap<>();
        ProviderAuth.put(scheme, credential, () -> CALL, headers::put);
        return headers;
    }
}
