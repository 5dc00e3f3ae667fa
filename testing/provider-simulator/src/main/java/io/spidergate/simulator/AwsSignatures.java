package io.spidergate.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Checks calls that are signed by Signature Version 4. The secret of an access key is `secret-of-`
/// and its id.
///
/// Source: AWS's guide "Create a signed AWS API request"; no code of AWS, so that what a client
/// signs is checked by another hand.
final class AwsSignatures {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Pattern AUTHORIZATION =
            Pattern.compile(
                    ALGORITHM
                            + " Credential=([A-Z0-9]+)/((\\d{8})/([a-z0-9-]+)/bedrock/aws4_request), ?"
                            + "SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

    private AwsSignatures() {}

    /// @param path as it was sent
    /// @return the id of the access key, empty where the signature does not hold
    static String signer(
            String method,
            String path,
            byte[] body,
            String authorization,
            Function<String, @Nullable String> header) {
        Matcher matcher = AUTHORIZATION.matcher(authorization);
        if (!matcher.matches()) {
            return "";
        }
        String id = matcher.group(1);
        String canonical =
                String.join(
                        "\n",
                        method,
                        encodedAgain(path),
                        "",
                        headers(matcher.group(5), header),
                        "",
                        matcher.group(5),
                        hash(body));
        String toSign =
                String.join(
                        "\n",
                        ALGORITHM,
                        String.valueOf(header.apply("x-amz-date")),
                        matcher.group(2),
                        hash(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4secret-of-" + id).getBytes(StandardCharsets.UTF_8);
        for (String scope : new String[] {matcher.group(3), matcher.group(4), "bedrock"}) {
            key = hmac(key, scope);
        }
        String signature = HexFormat.of().formatHex(hmac(hmac(key, "aws4_request"), toSign));
        return signature.equals(matcher.group(6)) ? id : "";
    }

    /// Each part of a path is encoded once more than it was sent, for all services but S3.
    private static String encodedAgain(String path) {
        return path.replace("%", "%25").replace(":", "%3A");
    }

    private static String headers(String signed, Function<String, @Nullable String> header) {
        return Arrays.stream(signed.split(";"))
                .map(name -> name + ":" + String.valueOf(header.apply(name)).strip())
                .collect(Collectors.joining("\n"));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
