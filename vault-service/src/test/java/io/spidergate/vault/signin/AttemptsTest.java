package io.spidergate.vault.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.vault.envelope.Keysets;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final Attempts attempts = new Attempts(Keysets.signatures(), JSON);

    @Test
    void aHandleIsTheAttemptAndNobodyElseCanMakeOne() {
        Attempt attempt = attempt("sgn_1", "");
        String handle = attempts.handle(attempt);

        assertThat(attempts.of(handle)).contains(attempt);
        assertThat(new Attempts(Keysets.signatures(), JSON).of(handle)).isEmpty();
        for (int at = 0; at < handle.length(); at++) {
            String changed = handle.substring(0, at) + "~" + handle.substring(at + 1);
            assertThat(attempts.of(changed)).as("changed at %d", at).isEmpty();
        }
        assertThat(attempts.of("")).isEmpty();
        assertThat(attempts.of(".")).isEmpty();
    }

    @Test
    void whatProvesItDiffersByPurposeAndAttemptAndIsNotInTheHandle() {
        Attempt one = attempt("sgn_1", "");
        Attempt other = attempt("sgn_2", "");
        Set<String> proofs =
                Set.of(
                        attempts.verifier(one),
                        attempts.state(one),
                        attempts.nonce(one),
                        attempts.verifier(other),
                        attempts.state(other),
                        attempts.installation());
        assertThat(proofs).hasSize(6).allMatch(proof -> proof.matches("[A-Za-z0-9_-]{43}"));
        assertThat(attempts.handle(one)).doesNotContain(attempts.verifier(one));
        assertThat(attempts.verifier(one)).isEqualTo(attempts.verifier(one));
    }

    private static Attempt attempt(String id, String boundTo) {
        return new Attempt(
                id,
                "chatgpt",
                WorkspaceId.DEFAULT,
                "default",
                null,
                null,
                URI.create("http://127.0.0.1:1455/auth/callback"),
                "client",
                boundTo,
                Instant.parse("2026-11-26T12:15:00Z"));
    }
}
