/// What billing-service publishes and answers: agents, agent tokens, allowances, the ledger.
@NullMarked
package io.spidergate.contracts.billing;

import org.jspecify.annotations.NullMarked;
