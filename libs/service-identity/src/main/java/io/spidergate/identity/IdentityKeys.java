package io.spidergate.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// Key files of the services: `<name>.jwk`, private, one a service, and `trusted.jwks`, public, of
/// all of them.
public final class IdentityKeys {

    public static final String TRUSTED_KEYS = "trusted.jwks";

    private IdentityKeys() {}

    public static Path privateKeyFile(Path directory, String name) {
        return directory.resolve(name + ".jwk");
    }

    /// Makes a key for each name and the set of their public halves; replaces what was there.
    public static void create(Path directory, List<String> names) {
        try {
            Files.createDirectories(directory);
            List<JsonWebKey> keys = new ArrayList<>();
            for (String name : names) {
                keys.add(createKey(directory, name));
            }
            Files.writeString(
                    directory.resolve(TRUSTED_KEYS),
                    new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write service keys to " + directory, e);
        } catch (JoseException e) {
            throw new IllegalStateException("cannot generate service keys", e);
        }
    }

    private static JsonWebKey createKey(Path directory, String name)
            throws JoseException, IOException {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(name);
        key.setAlgorithm("ES256");
        key.setUse("sig");
        Path file = privateKeyFile(directory, name);
        Files.deleteIfExists(file);
        // Created unreadable to others before the key is written into it.
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
        return key;
    }

    static PrivateKey readPrivateKey(Path file, String name) {
        try {
            EllipticCurveJsonWebKey key =
                    (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file));
            if (!name.equals(key.getKeyId())) {
                throw new IllegalStateException(
                        "the key in %s belongs to '%s', not to '%s'"
                                .formatted(file, key.getKeyId(), name));
            }
            return key.getEcPrivateKey();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the service key " + file, e);
        } catch (JoseException e) {
            throw new IllegalStateException("not a JSON Web Key: " + file, e);
        }
    }
}
