/// Transactions on this service's PostgreSQL schema.
@NullMarked
package io.spidergate.billing.store;

import org.jspecify.annotations.NullMarked;
