/// The ledger: one entry for each request event, written once, never changed; and the reports that
/// are read from it.
@NullMarked
package io.spidergate.billing.ledger;

import org.jspecify.annotations.NullMarked;
