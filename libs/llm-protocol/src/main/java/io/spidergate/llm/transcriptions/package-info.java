/// Words heard in sound, in OpenAI's form: a multipart form goes in; a document, captions or events
/// come out.
@NullMarked
package io.spidergate.llm.transcriptions;

import org.jspecify.annotations.NullMarked;
