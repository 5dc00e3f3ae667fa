/// What callers are told when a request is not served: one catalogue of codes, one envelope.
@NullMarked
package io.spidergate.gateway.error;

import org.jspecify.annotations.NullMarked;
