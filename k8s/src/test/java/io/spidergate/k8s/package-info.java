/// The chart rendered by Helm itself, and the laws that its manifests keep.
@NullMarked
package io.spidergate.k8s;

import org.jspecify.annotations.NullMarked;
