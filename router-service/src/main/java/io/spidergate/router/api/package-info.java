/// What the other services may ask of router-service over REST.
@NullMarked
package io.spidergate.router.api;

import org.jspecify.annotations.NullMarked;
