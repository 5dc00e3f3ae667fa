/// What dashboard-service answers to the other parts of the suite.
@NullMarked
package io.spidergate.contracts.dashboard;

import org.jspecify.annotations.NullMarked;
