package io.spidergate.vault.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.spidergate.vault.credential.Renewal;
import io.spidergate.vault.credential.TokenTimes;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, true",
        "400, refresh_token_reused, true",
        "401, refresh_token_invalidated, true",
        "400, refresh_token_expired, true",
        "403, access_denied, true",
        "400, temporarily_unavailable, false",
        "429, invalid_grant, false",
        "503, refresh_token_reused, false",
        "500, no code, false",
    })
    void onlyWhatTheProviderSaysOfTheTokenEndsASignIn(int status, String code, boolean ends) {
        assertThat(RenewalRules.of(status, code) instanceof Renewal.Ended).isEqualTo(ends);
    }

    @Test
    void aTokenIsRenewedInTheLastThirdOfItsLifeAndNotBeforeItIsAllowed() {
        Duration hour = Duration.ofHours(1);
        Instant end = NOW.plus(hour);
        assertThat(TokenTimes.of(NOW, hour, null))
                .isEqualTo(new TokenTimes(end, NOW.plus(Duration.ofMinutes(40))));
        assertThat(TokenTimes.of(NOW, hour, NOW.plusSeconds(60)).refreshAt())
                .isEqualTo(NOW.plus(Duration.ofMinutes(40)));
        assertThat(TokenTimes.of(NOW, hour, end.minusSeconds(60)).refreshAt())
                .isEqualTo(end.minusSeconds(60));
        assertThat(TokenTimes.of(NOW, hour, end.plusSeconds(1)).refreshAt())
                .as("a hint that lies beyond the end is none")
                .isEqualTo(NOW.plus(Duration.ofMinutes(40)));
    }

    @Test
    void theAddressIsReadAsPeopleCopyIt() {
        Map<String, String> expected = Map.of("code", "a b", "state", "s=1");
        for (String address :
                new String[] {
                    "http://127.0.0.1:1455/auth/callback?code=a%20b&state=s=1",
                    "  ?code=a+b&state=s%3D1#fragment\n",
                    "code=a%20b&state=s=1&flag&="
                }) {
            assertThat(AnswerQuery.of(address)).isEqualTo(expected);
        }
        assertThat(AnswerQuery.of("?code=%zz")).isEqualTo(Map.of("code", ""));
        assertThat(AnswerQuery.of("?code=" + "x".repeat(20_000))).isEmpty();
    }

    @Test
    void anIdTokenIsOfThisSignInOrNone() throws ParseException {
        assertThat(wrong(claims())).isNull();
        assertThat(wrong(claims().subject(null))).contains("says not who");
        assertThat(wrong(claims().audience("other"))).contains("another client");
        assertThat(wrong(claims().claim("nonce", "other"))).contains("another sign-in");
        assertThat(wrong(claims().expirationTime(Date.from(NOW.minusSeconds(121)))))
                .contains("expired");
        assertThat(wrong(claims().expirationTime(Date.from(NOW.minusSeconds(119))))).isNull();
    }

    private static String wrong(JWTClaimsSet.Builder claims) throws ParseException {
        return IdTokenRules.wrong(claims.build(), "client", "nonce", NOW).orElse(null);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("ann")
                .audience("client")
                .claim("nonce", "nonce")
                .expirationTime(Date.from(NOW.plusSeconds(60)));
    }
}
