/// Makes sure that the suite's Kafka topics exist with the policy that contracts state.
@NullMarked
package io.spidergate.topics;

import org.jspecify.annotations.NullMarked;
