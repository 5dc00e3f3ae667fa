package io.spidergate.gateway.admission.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.fixtures.JwtIssuer;
import io.spidergate.gateway.admission.jwt.JwtVerdict.Expired;
import io.spidergate.gateway.admission.jwt.JwtVerdict.Refused;
import io.spidergate.gateway.admission.jwt.JwtVerdict.Verified;
import io.spidergate.gateway.admission.jwt.JwtVerification.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a JWT must be, and every way to pass off another for one (RFC 8725).
class JwtVerificationTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final long END = NOW.plusSeconds(60).getEpochSecond();

    private static JwtIssuer issuer;
    private static JwtVerification verification;

    @BeforeAll
    static void start() {
        issuer = JwtIssuer.start();
        verification = verification(Issuer.ALGORITHMS, 4_000);
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @Test
    void aGoodOneSaysWhoBearsIt() throws JoseException {
        JwtVerdict verdict =
                verify(
                        issuer.sign(
                                "{\"iss\":\"%s\",\"aud\":[\"other\",\"gate\"],\"exp\":%d,\"sub\":\"a\",\"kubernetes.io\":{\"namespace\":\"ns\"}}"
                                        .formatted(issuer.url(), END)));

        assertThat(verdict).isInstanceOf(Verified.class);
        JwtFacts facts = ((Verified) verdict).facts();
        assertThat(facts.issuer()).isEqualTo(issuer.url());
        assertThat(facts.audiences()).containsExactlyInAnyOrder("other", "gate");
        assertThat(facts.expiresAt()).isEqualTo(Instant.ofEpochSecond(END));
        assertThat(facts.at(ClaimPath.of("sub"))).containsExactly("a");
        assertThat(facts.at(ClaimPath.of("/kubernetes.io/namespace"))).containsExactly("ns");
    }

    @Test
    void whatIsSignedByNobodyIsRefused() throws JoseException {
        JsonWebSignature unsigned = new JsonWebSignature();
        unsigned.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        unsigned.setAlgorithmHeaderValue("none");
        unsigned.setPayload(payload());
        String none = unsigned.getCompactSerialization();

        assertThat(verify(none)).isEqualTo(new Refused(JwtFault.ALGORITHM));
        for (String spelling : List.of("None", "NONE", "nOnE", "")) {
            assertThat(verify(headed("{\"alg\":\"%s\"}".formatted(spelling)) + "."))
                    .as(spelling)
                    .isInstanceOf(Refused.class);
        }
    }

    /// The public key is known to all: as the secret of an HMAC it would let anybody sign.
    @Test
    void anHmacByThePublicKeyIsRefused() throws JoseException {
        PublicJsonWebKey key = issuer.signingKey();
        JsonWebSignature forged = new JsonWebSignature();
        forged.setKey(new HmacKey(key.getPublicKey().getEncoded()));
        forged.setAlgorithmHeaderValue("HS256");
        forged.setKeyIdHeaderValue(key.getKeyId());
        forged.setPayload(payload());

        assertThat(verify(forged.getCompactSerialization()))
                .isEqualTo(new Refused(JwtFault.ALGORITHM));
    }

    @Test
    void aSecretKeyAmongTheKeysOpensNothing() throws JoseException {
        assertThatThrownBy(() ->
                        KeySet.parse(
                                "{\"keys\":[%s]}"
                                        .formatted(
                                                OctJwkGenerator.generateJwk(256)
                                                        .toJson(
                                                                org.jose4j.jwk.JsonWebKey
                                                                        .OutputControlLevel
                                                                        .INCLUDE_SYMMETRIC))))
                .isInstanceOf(JoseException.class)
                .hasMessageContaining("no public key");
        assertThatThrownBy(() -> KeySet.parse("<html>")).isInstanceOf(JoseException.class);
    }

    @Test
    void aKeyOfTheForgersOwnIsRefused() throws JoseException {
        PublicJsonWebKey own = RsaJwkGenerator.generateJwk(2048);
        assertThat(verify(signed(own, "RS256", "key-1")))
                .isEqualTo(new Refused(JwtFault.UNKNOWN_KEY));
        assertThat(verify(signed(own, "RS256", "unheard")))
                .isEqualTo(new Refused(JwtFault.UNKNOWN_KEY));

        JsonWebSignature embedded = new JsonWebSignature();
        embedded.setKey(own.getPrivateKey());
        embedded.setAlgorithmHeaderValue("RS256");
        embedded.setJwkHeader(own);
        embedded.setPayload(payload());
        assertThat(verify(embedded.getCompactSerialization()))
                .isEqualTo(new Refused(JwtFault.UNKNOWN_KEY));
    }

    @Test
    void everySignatureWithAKeyPairIsTakenAndOnlyThoseThatTheIssuerMayUse() throws JoseException {
        PublicJsonWebKey rsa = RsaJwkGenerator.generateJwk(2048);
        PublicJsonWebKey edwards = OkpJwkGenerator.generateJwk("Ed25519");
        rsa.setKeyId("rsa");
        edwards.setKeyId("ed");
        KeySet keys =
                KeySet.parse("{\"keys\":[%s,%s]}".formatted(publicOf(rsa), publicOf(edwards)));

        for (String algorithm : List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")) {
            assertThat(verify(signed(rsa, algorithm, "rsa"), keys)).isInstanceOf(Verified.class);
        }
        assertThat(verify(signed(edwards, "EdDSA", "ed"), keys)).isInstanceOf(Verified.class);
        assertThat(verification(Set.of("ES256"), 4_000).read(signed(rsa, "RS256", "rsa")))
                .isEqualTo(new Reading.Wrong(JwtFault.ALGORITHM));
    }

    @Test
    void withoutTheKeysNameEachIsTried() throws JoseException {
        PublicJsonWebKey one = RsaJwkGenerator.generateJwk(2048);
        PublicJsonWebKey other = RsaJwkGenerator.generateJwk(2048);
        KeySet keys = KeySet.parse("{\"keys\":[%s,%s]}".formatted(publicOf(one), publicOf(other)));

        assertThat(verify(signed(one, "RS256", null), keys)).isInstanceOf(Verified.class);
        assertThat(verify(signed(other, "RS256", null), keys)).isInstanceOf(Verified.class);
    }

    @Test
    void whatWasChangedAfterItWasSignedIsRefused() throws JoseException {
        String jwt = issuer.sign(payload());
        String[] parts = jwt.split("\\.");
        String other = base64(payload().replace("\"sub\":\"a\"", "\"sub\":\"b\""));

        assertThat(verify(parts[0] + "." + other + "." + parts[2]))
                .isEqualTo(new Refused(JwtFault.SIGNATURE));
        assertThat(verify(parts[0] + "." + parts[1] + ".")).isInstanceOf(Refused.class);
        for (int i = 0; i < parts[2].length(); i += 7) {
            char[] signature = parts[2].toCharArray();
            signature[i] = signature[i] == 'A' ? 'B' : 'A';
            assertThat(verify(parts[0] + "." + parts[1] + "." + new String(signature)))
                    .isNotInstanceOf(Verified.class);
        }
    }

    @Test
    void aClaimThatIsToldTwiceIsRefused() throws JoseException {
        assertThat(verify(issuer.sign(payload().replace("{", "{\"sub\":\"b\","))))
                .isEqualTo(new Refused(JwtFault.UNREADABLE));
    }

    @Test
    void anotherIssuersIsRefused() throws JoseException {
        assertThat(verify(issuer.sign(payload().replace(issuer.url(), "https://other"))))
                .isEqualTo(new Refused(JwtFault.UNKNOWN_ISSUER));
        assertThat(verify(issuer.sign("{\"aud\":\"gate\",\"exp\":%d}".formatted(END))))
                .isEqualTo(new Refused(JwtFault.UNKNOWN_ISSUER));
    }

    @Test
    void oneForSomebodyElseIsRefused() throws JoseException {
        assertThat(verify(issuer.sign(payload().replace("\"gate\"", "\"bank\""))))
                .isEqualTo(new Refused(JwtFault.AUDIENCE));
        assertThat(verify(issuer.sign(payload().replace("\"aud\":\"gate\",", ""))))
                .isEqualTo(new Refused(JwtFault.AUDIENCE));
    }

    @Test
    void onlyItsTimeCountsButForTheSkewOfClocks() throws JoseException {
        String jwt = issuer.sign(payload());
        Instant end = Instant.ofEpochSecond(END);
        assertThat(verifyAt(jwt, end.plusSeconds(29))).isInstanceOf(Verified.class);
        assertThat(verifyAt(jwt, end.plusSeconds(30))).isEqualTo(new Expired(end));

        String later = issuer.sign(withClaim("nbf", NOW.getEpochSecond()));
        assertThat(verifyAt(later, NOW.minusSeconds(30))).isInstanceOf(Verified.class);
        assertThat(verifyAt(later, NOW.minusSeconds(32))).isEqualTo(new Refused(JwtFault.NOT_YET));

        assertThat(verify(issuer.sign(payload().replace("\"exp\":" + END + ",", ""))))
                .isEqualTo(new Refused(JwtFault.NO_EXPIRY));
    }

    /// That it has ended is told to whoever has it, and not to whoever guesses at its claims.
    @Test
    void theEndOfSomebodyElsesIsNotTold() throws JoseException {
        String forOthers = issuer.sign(payload().replace("\"gate\"", "\"bank\""));
        assertThat(verifyAt(forOthers, NOW.plusSeconds(3_600)))
                .isEqualTo(new Refused(JwtFault.AUDIENCE));
        String jwt = issuer.sign(payload());
        assertThat(
                        verifyAt(
                                jwt.substring(0, jwt.lastIndexOf('.') + 1) + "AAAA",
                                NOW.plusSeconds(3_600)))
                .isNotInstanceOf(Expired.class);
    }

    @Test
    void anEndBeyondAllYearsIsNoDefect() throws JoseException {
        assertThat(verify(issuer.sign(payload().replace("" + END, "" + Long.MAX_VALUE / 2))))
                .isInstanceOf(Verified.class);
        assertThat(verify(issuer.sign(payload().replace("" + END, "\"soon\""))))
                .isInstanceOf(Refused.class);
        assertThat(verify(issuer.sign(payload().replace("" + END, "1e400"))))
                .isInstanceOf(Verified.class);
    }

    @Test
    void oneThatIsTooLongIsNotRead() throws JoseException {
        assertThat(verify(issuer.sign(withClaim("rest", "x".repeat(4_000)))))
                .isEqualTo(new Refused(JwtFault.TOO_LONG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.b.c", "..", "e30.e30.", "e30.e30.AA", "bnVsbA.bnVsbA.AA", "W10.W10.AA"})
    void whatIsNoneIsRefused(String text) throws JoseException {
        assertThat(verify(text)).isInstanceOf(Refused.class);
    }

    @Test
    void oneWithinAnotherIsRefused() throws JoseException {
        JsonWebSignature outer = new JsonWebSignature();
        outer.setContentTypeHeaderValue("JWT");
        outer.setKey(issuer.signingKey().getPrivateKey());
        outer.setKeyIdHeaderValue(issuer.signingKey().getKeyId());
        outer.setAlgorithmHeaderValue("ES256");
        outer.setPayload(issuer.sign(payload()));
        assertThat(verify(outer.getCompactSerialization()))
                .isEqualTo(new Refused(JwtFault.UNREADABLE));
    }

    private static JwtVerification verification(Set<String> algorithms, int maxLength) {
        Issuer known =
                new Issuer(
                        "test", issuer.url(), Set.of("gate"), algorithms, Duration.ofSeconds(30));
        return new JwtVerification(Map.of(issuer.url(), known), maxLength);
    }

    private static JwtVerdict verify(String jwt) throws JoseException {
        return verifyAt(jwt, NOW);
    }

    private static JwtVerdict verifyAt(String jwt, Instant now) throws JoseException {
        return verify(jwt, KeySet.parse(issuer.keysAsJson()), now);
    }

    private static JwtVerdict verify(String jwt, KeySet keys) {
        return verify(jwt, keys, NOW);
    }

    private static JwtVerdict verify(String jwt, KeySet keys, Instant now) {
        return switch (verification.read(jwt)) {
            case Reading.Wrong(JwtFault fault) -> new Refused(fault);
            case Reading.Claimed claimed -> verification.verify(jwt, claimed, keys, now);
        };
    }

    private static String payload() {
        return "{\"iss\":\"%s\",\"aud\":\"gate\",\"exp\":%d,\"sub\":\"a\"}"
                .formatted(issuer.url(), END);
    }

    private static String withClaim(String name, Object value) {
        String json = value instanceof String ? "\"" + value + "\"" : value.toString();
        return payload().replace("\"sub\"", "\"%s\":%s,\"sub\"".formatted(name, json));
    }

    private static String headed(String header) {
        return base64(header) + "." + base64(payload());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String publicOf(PublicJsonWebKey key) {
        return key.toJson(org.jose4j.jwk.JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    private static String signed(PublicJsonWebKey key, String algorithm, String name)
            throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setKey(key.getPrivateKey());
        signature.setAlgorithmHeaderValue(algorithm);
        if (name != null) {
            signature.setKeyIdHeaderValue(name);
        }
        signature.setPayload(payload());
        return signature.getCompactSerialization();
    }
}
