/// Providers that administrators add at run time, and all providers as they see them.
@NullMarked
package io.spidergate.router.provider;

import org.jspecify.annotations.NullMarked;
