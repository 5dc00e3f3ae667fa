package io.spidergate.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/// Refuses a token in which one service speaks in another's name: the key that signed it must be
/// the subject's own.
@ApplicationScoped
class SubjectOwnsKey implements SecurityIdentityAugmentor {

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)
                || !ServiceTokens.ISSUER.equals(token.getIssuer())) {
            return Uni.createFrom().item(identity);
        }
        if (!signer(token).equals(token.getSubject())
                || !Set.of(token.getSubject()).equals(token.getGroups())) {
            return Uni.createFrom()
                    .failure(new AuthenticationFailedException("subject and key do not match"));
        }
        return Uni.createFrom().item(identity);
    }

    private static String signer(JsonWebToken token) {
        try {
            String keyId =
                    JsonWebStructure.fromCompactSerialization(token.getRawToken())
                            .getKeyIdHeaderValue();
            return keyId == null ? "" : keyId;
        } catch (JoseException e) {
            throw new AuthenticationFailedException("unreadable token", e);
        }
    }
}
