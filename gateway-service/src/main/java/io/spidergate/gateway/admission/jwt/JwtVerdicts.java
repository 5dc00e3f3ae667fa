package io.spidergate.gateway.admission.jwt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Tells good JWTs from bad ones.
public interface JwtVerdicts {

    /// Where no issuer is configured.
    JwtVerdicts NONE =
            new JwtVerdicts() {
                @Override
                public boolean isOn() {
                    return false;
                }

                @Override
                public CompletionStage<JwtVerdict> of(String jwt) {
                    return CompletableFuture.completedFuture(
                            new JwtVerdict.Refused(JwtFault.UNKNOWN_ISSUER));
                }
            };

    /// Whether JWTs are looked at at all.
    boolean isOn();

    /// Never blocks, and fails by a defect only. Complete at once for a JWT that was seen before.
    CompletionStage<JwtVerdict> of(String jwt);
}
