/// Budgets of workspaces, agents and tags: what they count, and who is told of them.
@NullMarked
package io.spidergate.billing.budget;

import org.jspecify.annotations.NullMarked;
