/// What requests have shown that models can and cannot do.
@NullMarked
package io.spidergate.router.capability;

import org.jspecify.annotations.NullMarked;
