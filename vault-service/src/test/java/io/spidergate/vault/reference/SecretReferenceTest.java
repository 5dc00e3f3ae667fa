package io.spidergate.vault.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {

    @Test
    void filesAndFieldsAreUnderstood() {
        assertThat(SecretReference.of("file:groq/api-key"))
                .contains(new SecretReference.MountedFile("groq/api-key"));
        assertThat(SecretReference.of("file:OPENAI_API_KEY"))
                .contains(new SecretReference.MountedFile("OPENAI_API_KEY"));
        assertThat(SecretReference.of("hcvault:secret/team/llm#api_key"))
                .contains(new SecretReference.HashicorpField("secret", "team/llm", "api_key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sk-a-key-in-the-wrong-field",
                "file:",
                "file:/etc/passwd",
                "file:../../etc/passwd",
                "file:a/../b",
                "file:a//b",
                "file:.hidden",
                "hcvault:secret/llm",
                "hcvault:secret/../sys/seal#x",
                "hcvault:secret/llm?list=true#x",
                "http://x/y#z"
            })
    void nothingElseIsAndNoneLeadsOut(String text) {
        assertThat(SecretReference.of(text)).isEmpty();
    }
}
