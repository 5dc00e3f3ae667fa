package io.spidergate.vault.kms;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which key of which service, in the form that Tink's tools know. Pure.
sealed interface KmsUri {

    Pattern AWS =
            Pattern.compile(
                    "aws-kms://(arn:aws[a-z-]*:kms:([a-z0-9-]+):[0-9]{12}:(?:key|alias)/.+)");
    Pattern GOOGLE =
            Pattern.compile(
                    "gcp-kms://(projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+)");
    Pattern TRANSIT = Pattern.compile("hcvault://([^/]+)/(.+)/keys/([^/]+)");

    /// @param region of AWS
    record Aws(String arn, String region) implements KmsUri {}

    /// @param name of the key, as in Google's API
    record Google(String name) implements KmsUri {}

    /// @param host with its port
    /// @param mount of the transit engine
    record Transit(String host, String mount, String key) implements KmsUri {}

    /// @throws IllegalArgumentException in a sentence that names field and form
    static KmsUri of(String uri) {
        Matcher aws = AWS.matcher(uri);
        if (aws.matches()) {
            return new Aws(aws.group(1), aws.group(2));
        }
        Matcher google = GOOGLE.matcher(uri);
        if (google.matches()) {
            return new Google(google.group(1));
        }
        Matcher transit = TRANSIT.matcher(uri);
        if (transit.matches()) {
            return new Transit(transit.group(1), transit.group(2), transit.group(3));
        }
        throw new IllegalArgumentException(
                "spidergate.kms.key-uri is '%s'; expected aws-kms://arn:aws:kms:REGION:ACCOUNT:key/ID, gcp-kms://projects/P/locations/L/keyRings/R/cryptoKeys/K or hcvault://HOST/MOUNT/keys/NAME"
                        .formatted(uri));
    }
}
