/// Callers who show a JWT of a configured issuer: whether it is good, and what it says.
@NullMarked
package io.spidergate.gateway.admission.jwt;

import org.jspecify.annotations.NullMarked;
