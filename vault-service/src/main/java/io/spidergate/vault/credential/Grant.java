package io.spidergate.vault.credential;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spidergate.vault.envelope.Secret;
import java.io.IOException;

/// What a sign-in has brought; it is sealed as one secret.
///
/// @param clientId as whom the vault renews it
public record Grant(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("refresh_token") String refreshToken,
        @JsonProperty("client_id") String clientId) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Grant of(Secret sealed) {
        return sealed.lend(bytes -> {
            try {
                return JSON.readValue(bytes, Grant.class);
            } catch (IOException e) {
                throw new IllegalStateException("a sign-in's secret is not what the vault sealed");
            }
        });
    }

    Secret secret() {
        try {
            return Secret.of(JSON.writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a grant cannot be written");
        }
    }

    @Override
    public String toString() {
        return "Grant[***]";
    }
}
