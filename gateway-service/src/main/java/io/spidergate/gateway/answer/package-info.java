/// What the gateway adds to a provider's answer.
@NullMarked
package io.spidergate.gateway.answer;

import org.jspecify.annotations.NullMarked;
