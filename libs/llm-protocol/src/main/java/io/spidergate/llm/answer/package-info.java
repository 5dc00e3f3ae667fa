/// What a model answers, in no protocol's words: a stream of parts, read from one protocol and
/// written in another. A plain answer is the same parts that came all at once.
@NullMarked
package io.spidergate.llm.answer;

import org.jspecify.annotations.NullMarked;
