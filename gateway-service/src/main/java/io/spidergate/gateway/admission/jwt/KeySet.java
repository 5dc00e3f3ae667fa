package io.spidergate.gateway.admission.jwt;

import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// The public keys that an issuer shows at a time.
final class KeySet {

    /// Issuers show two or three; of more, one JWT without a key's name could make us try them all.
    private static final int MOST = 64;

    private final List<JsonWebKey> keys;
    private final TreeSet<String> prints = new TreeSet<>();

    private KeySet(List<JsonWebKey> keys) {
        this.keys = List.copyOf(keys);
        keys.forEach(key -> prints.add(print(key)));
    }

    private static String print(JsonWebKey key) {
        return String.join(
                " ",
                key.calculateBase64urlEncodedThumbprint("SHA-256"),
                String.valueOf(key.getKeyId()),
                String.valueOf(key.getUse()),
                String.valueOf(key.getAlgorithm()));
    }

    /// Secret keys are left out: a signature by one of them proves nothing.
    ///
    /// @throws JoseException when it is no JSON Web Key Set with a public key in it
    static KeySet parse(String json) throws JoseException {
        List<JsonWebKey> keys = new ArrayList<>();
        for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
            if (key instanceof PublicJsonWebKey && keys.size() < MOST) {
                keys.add(key);
            }
        }
        if (keys.isEmpty()) {
            throw new JoseException("the key set holds no public key");
        }
        return new KeySet(keys);
    }

    /// The key that can have made this signature, by name, type and use, and where several can, by
    /// trying them; null where there is none.
    @Nullable Key of(JsonWebSignature signed) throws JoseException {
        JsonWebKey key =
                new VerificationJwkSelector().selectWithVerifySignatureDisambiguate(signed, keys);
        return key == null ? null : key.getKey();
    }

    boolean isSameAs(KeySet other) {
        return prints.equals(other.prints);
    }

    int size() {
        return keys.size();
    }
}
