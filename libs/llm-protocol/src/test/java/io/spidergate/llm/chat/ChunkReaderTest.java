package io.spidergate.llm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// However a chunk is read, by a parser or by the frame of the one before, it says the same.
class ChunkReaderTest {

    private static final List<String> FRAMES =
            List.of(
                    "{\"id\":\"c\",\"created\":7,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}]}",
                    "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"%s\",\"refusal\":null}}],\"id\":\"c\",\"model\":\"m\",\"usage\":null}",
                    "{\"choices\":[{\"delta\":{\"reasoning\":\"\",\"content\":\"%s\"}}],\"model\":\"m\"}",
                    "{\"choices\":[{\"delta\":{\"content\":\"%s\",\"reasoning\":\"%<s\"}}],\"model\":\"m\"}",
                    "{\"choices\":[{\"delta\":{\"content\":\"%s\",\"content\":\"%<s\"}}],\"model\":\"m\"}",
                    "{\"choices\":[{\"delta\":{\"content\":\"%s\"}},{\"delta\":{\"content\":\"%<s\"}}],\"model\":\"m\"}",
                    "{\"choices\":[{\"delta\":{\"content\":\"%s\"},\"finish_reason\":\"stop\"}],\"model\":\"m\"}",
                    "{\"choices\":[{\"delta\":{\"content\":\"%s\"}}],\"model\":\"m\",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}",
                    "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}}]}",
                    "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"%s\"}}]}}]}",
                    "{\"error\":\"%s\"}",
                    "{\"choices\":[],\"model\":\"%s\"}",
                    "not json %s");
    private static final List<String> WORDS =
            List.of(
                    "",
                    "word ",
                    "wörter",
                    "漢字",
                    "😀",
                    "\\n",
                    "\\u00e9",
                    "a\"},{\"b",
                    "\\",
                    "\t",
                    "\"",
                    "\uFFFD",
                    "{}",
                    "[DONE]",
                    "content\":\"");

    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void readsEachChunkOfAStreamAsAParserDoes() {
        int byFrame = 0;
        for (int stream = 0; stream < 400; stream++) {
            ChunkReader reader = new ChunkReader("served");
            String frame = FRAMES.get(random.nextInt(FRAMES.size()));
            for (int chunk = 0; chunk < 60; chunk++) {
                byFrame += same(reader, chunk(frame)) ? 1 : 0;
            }
        }
        assertThat(byFrame).as("chunks that were not parsed").isGreaterThan(2_000);
    }

    @Test
    void takesNoFrameWhereTheFrameItselfDiffers() {
        ChunkReader reader = new ChunkReader("served");
        String frame =
                "{\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"model\":\"m\",\"pad\":\"%d\"}";
        for (int chunk = 0; chunk < 100; chunk++) {
            same(reader, frame.formatted(random.nextInt()).getBytes(StandardCharsets.UTF_8));
        }
    }

    /// @return whether the chunk was known by its frame
    private boolean same(ChunkReader reader, byte[] chunk) {
        int offset = random.nextInt(5);
        byte[] buffer = new byte[chunk.length + 9];
        System.arraycopy(chunk, 0, buffer, offset, chunk.length);
        ChatChunk expected = ChatChunk.read(buffer, offset, chunk.length);

        ChatChunk read = reader.read(buffer, offset, chunk.length);

        if (!(read instanceof ChatChunk.Delta delta)) {
            assertThat(read).isEqualTo(expected);
            return false;
        }
        ChatChunk.Delta parsed = (ChatChunk.Delta) expected;
        assertThat(delta.facts()).isEqualTo(parsed.facts());
        assertThat(delta.usageOnly()).isEqualTo(parsed.usageOnly());
        for (String name : List.of("served", "\"other\"")) {
            assertThat(text(delta.as(name))).isEqualTo(text(parsed.as(name)));
            assertThat(text(delta.asWithoutUsage(name)))
                    .isEqualTo(text(parsed.asWithoutUsage(name)));
        }
        return delta.isByFrame();
    }

    private byte[] chunk(String usual) {
        String frame = random.nextInt(8) == 0 ? FRAMES.get(random.nextInt(FRAMES.size())) : usual;
        byte[] chunk =
                frame.formatted(WORDS.get(random.nextInt(WORDS.size())))
                        .getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(6) == 0) {
            chunk[random.nextInt(chunk.length)] = (byte) random.nextInt(256);
        }
        return chunk;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
