package io.spidergate.vault.usage;

import io.spidergate.contracts.vault.ProbeResult.Verdict;
import io.spidergate.contracts.vault.ProviderUsage;

/// What came of asking a provider.
public sealed interface UsageRead {

    record Done(ProviderUsage usage) implements UsageRead {}

    /// @param message what to do about it, for people, without the provider's own words
    record NotTold(Verdict verdict, String message) implements UsageRead {}

    record NoSuchCredential() implements UsageRead {}

    /// Requests are sent with it.
    record NotForUsage() implements UsageRead {}

    /// The row does not open.
    record UnreadableCredential() implements UsageRead {}

    /// What is asked breaks a rule.
    record Invalid(String field, String message) implements UsageRead {}

    record NoSuchProvider() implements UsageRead {}

    record RouterAway() implements UsageRead {}
}
