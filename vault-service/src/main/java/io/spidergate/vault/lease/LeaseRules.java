package io.spidergate.vault.lease;

import io.spidergate.contracts.vault.LeaseRequest;
import io.spidergate.vault.envelope.Recipient;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a gateway may ask.
final class LeaseRules {

    /// Without a colon, which separates the parts of a lease's context info.
    private static final Predicate<String> GATEWAY_ID =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}").asMatchPredicate();

    private LeaseRules() {}

    /// A request after its fields were held against the rules.
    sealed interface Checked {

        record Valid(LeaseRequest request, Recipient recipient) implements Checked {}

        record Invalid(String field, String message) implements Checked {}
    }

    static Checked check(@Nullable LeaseRequest request) {
        if (request == null) {
            return new Checked.Invalid("body", "the body is missing; send a lease request as JSON");
        }
        if (request.gatewayId() == null || !GATEWAY_ID.test(request.gatewayId())) {
            return new Checked.Invalid(
                    "gatewayId",
                    "gatewayId must be 1 to 100 letters, digits, '.', '_', '-', beginning with a letter or digit");
        }
        int asked = request.credentials().size();
        if (asked < 1 || asked > LeaseRequest.MAX_CREDENTIALS) {
            return new Checked.Invalid(
                    "credentials",
                    "credentials has %d ids; expected 1 to %d"
                            .formatted(asked, LeaseRequest.MAX_CREDENTIALS));
        }
        Optional<Recipient> recipient =
                Optional.ofNullable(request.recipientPublicKey()).flatMap(Recipient::parse);
        return recipient.isPresent()
                ? new Checked.Valid(request, recipient.get())
                : new Checked.Invalid(
                        "recipientPublicKey",
                        "recipientPublicKey must be a Tink public keyset of one DHKEM_X25519_HKDF_SHA256, HKDF_SHA256, AES_256_GCM key, binary, base64");
    }
}
