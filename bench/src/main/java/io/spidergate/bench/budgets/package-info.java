/// Whether money and limits hold: hard caps through killed gateways, rates over many gateways, and
/// a ledger that is the sum of its events.
@NullMarked
package io.spidergate.bench.budgets;

import org.jspecify.annotations.NullMarked;
