/// What providers say that accounts have used, held against what the ledger has charged.
@NullMarked
package io.spidergate.billing.reconciliation;

import org.jspecify.annotations.NullMarked;
