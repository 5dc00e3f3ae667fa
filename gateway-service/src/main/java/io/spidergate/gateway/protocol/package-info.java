/// The protocols of callers and providers: what a request asks, whatever it was written in; how its
/// body looks to a provider; and how the provider's answer becomes the caller's. Knows no
/// framework.
@NullMarked
package io.spidergate.gateway.protocol;

import org.jspecify.annotations.NullMarked;
