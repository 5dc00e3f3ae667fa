/// Workspaces, agents, agent tokens, allowances and the ledger.
@NullMarked
package io.spidergate.billing;

import org.jspecify.annotations.NullMarked;
