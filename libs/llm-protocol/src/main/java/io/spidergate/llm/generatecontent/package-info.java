/// Google's generateContent: a caller's request, a provider's answer, whole or in frames. The model
/// and whether to stream stand in the path and not in the body.
///
/// Sources: Google's API reference of `v1beta` (generateContent, GenerationConfig,
/// FunctionDeclaration), its pages on thinking and on thought signatures, and the converters of its
/// own clients.
@NullMarked
package io.spidergate.llm.generatecontent;

import org.jspecify.annotations.NullMarked;
