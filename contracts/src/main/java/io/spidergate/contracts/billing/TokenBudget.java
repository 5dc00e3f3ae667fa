package io.spidergate.contracts.billing;

/// A budget that an agent token's requests count in, as far as a gateway has to know it: what is
/// left of it is said by its grants.
///
/// @param name for people
/// @param soft warn and let pass instead of refusing
/// @param ceiling refuses by a 429: the caller is to wait, not to pay
/// @param warnAtPercent from how much of it on answers say so, 1 to 100
/// @param version grows with each change
public record TokenBudget(
        String id, String name, boolean soft, boolean ceiling, int warnAtPercent, int version) {}
