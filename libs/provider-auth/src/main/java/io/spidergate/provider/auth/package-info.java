/// How a credential goes on a call to a provider: in a header, or as a signature.
@NullMarked
package io.spidergate.provider.auth;

import org.jspecify.annotations.NullMarked;
