/// Moderations: what a caller wants judged, and a provider's verdicts, in OpenAI's form.
@NullMarked
package io.spidergate.llm.moderations;

import org.jspecify.annotations.NullMarked;
