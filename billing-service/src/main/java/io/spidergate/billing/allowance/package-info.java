/// Grants to gateways what agents may spend: rates and budgets, counted once however many gateways
/// there are.
@NullMarked
package io.spidergate.billing.allowance;

import org.jspecify.annotations.NullMarked;
