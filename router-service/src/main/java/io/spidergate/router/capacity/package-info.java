/// How far the quotas of providers go.
@NullMarked
package io.spidergate.router.capacity;

import org.jspecify.annotations.NullMarked;
