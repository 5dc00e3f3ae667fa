/// Who is calling and what may they do.
@NullMarked
package io.spidergate.gateway.admission;

import org.jspecify.annotations.NullMarked;
