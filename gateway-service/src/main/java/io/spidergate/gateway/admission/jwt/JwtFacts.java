package io.spidergate.gateway.admission.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What a good JWT says.
///
/// @param expiresAt by its own words; the gateway's clock may be a little ahead
public record JwtFacts(String issuer, Set<String> audiences, JsonNode claims, Instant expiresAt) {

    public JwtFacts {
        audiences = Set.copyOf(audiences);
    }

    public List<String> at(ClaimPath path) {
        return path.in(claims);
    }
}
