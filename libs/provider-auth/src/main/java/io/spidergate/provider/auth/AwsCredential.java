package io.spidergate.provider.auth;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A credential of AWS, from the one text that the vault holds: a Bedrock API key as it is, or
/// `ACCESS_KEY_ID:SECRET_ACCESS_KEY`, with `:SESSION_TOKEN` behind where it is a temporary one.
sealed interface AwsCredential {

    Pattern ACCESS_KEY = Pattern.compile("((?:AKIA|ASIA)[A-Z0-9]{12,124}):([^:\\s]+)(?::(\\S+))?");

    record ApiKey(String key) implements AwsCredential {

        @Override
        public String toString() {
            return "ApiKey[…]";
        }
    }

    record AccessKey(String id, String secret, @Nullable String sessionToken)
            implements AwsCredential {

        @Override
        public String toString() {
            return "AccessKey[" + id + "]";
        }
    }

    static AwsCredential of(String text) {
        Matcher matcher = ACCESS_KEY.matcher(text.strip());
        return matcher.matches()
                ? new AccessKey(matcher.group(1), matcher.group(2), matcher.group(3))
                : new ApiKey(text.strip());
    }
}
