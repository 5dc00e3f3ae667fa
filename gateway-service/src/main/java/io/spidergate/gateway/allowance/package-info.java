/// Rates and budgets spent locally from what billing-service has granted.
@NullMarked
package io.spidergate.gateway.allowance;

import org.jspecify.annotations.NullMarked;
