/// Images made from words: what a caller wants to see, and a provider's pictures, in OpenAI's form.
@NullMarked
package io.spidergate.llm.images;

import org.jspecify.annotations.NullMarked;
