package io.spidergate.contracts.vault;

/// A provider's secret on its way into the vault; the only record of the suite that carries one.
///
/// @param account the provider's account that the secret belongs to; `default` unless there are
///   several
/// @param label what people call it
public record NewCredential(String provider, String account, String label, String secret) {

    @Override
    public String toString() {
        return "NewCredential[provider=%s, account=%s, label=%s, secret=***]"
                .formatted(provider, account, label);
    }
}
