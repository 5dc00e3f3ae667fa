/// Embeddings: a caller's request, and a provider's answer, whose numbers are passed on as they are
/// unless caller and provider write them differently.
@NullMarked
package io.spidergate.llm.embeddings;

import org.jspecify.annotations.NullMarked;
