/// How a gateway goes: what is under way ends well, what arrives is sent elsewhere.
@NullMarked
package io.spidergate.gateway.drain;

import org.jspecify.annotations.NullMarked;
