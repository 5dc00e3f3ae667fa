package io.spidergate.launcher.keyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

    @TempDir Path folder;

    @Test
    void anEnvFileIsReadAsShellsAndToolsWriteIt() throws IOException {
        Path file =
                written(
                        ".env",
                        """
                        # keys
                        GROQ_API_KEY=gsk_1
                        export MOONSHOT_API_KEY="sk-2"
                        GEMINI_API_KEY='g3' # mine
                        OPENAI_API_KEY=
                        WEATHER_API_KEY=w
                        HF_TOKEN=hf_4
                        DEBUG=true
                        XAI_API_KEY=two words
                        what is this
                        ZAI_API_KEY=with#inside#it
                        """);

        assertThat(EnvFile.read(file))
                .containsExactlyInAnyOrder(
                        new FileEntry.Key("GROQ_API_KEY", "groq", "gsk_1"),
                        new FileEntry.Key("MOONSHOT_API_KEY", "moonshotai", "sk-2"),
                        new FileEntry.Key("GEMINI_API_KEY", "gemini", "g3"),
                        new FileEntry.Key("HF_TOKEN", "huggingface", "hf_4"),
                        new FileEntry.PassedOver("XAI_API_KEY", "its value is no single word"),
                        new FileEntry.PassedOver("line 10", "it is not NAME=value"),
                        new FileEntry.Key("ZAI_API_KEY", "zai", "with#inside#it"),
                        new FileEntry.PassedOver(
                                "WEATHER_API_KEY", "no provider of the catalogue has it"));
    }

    @Test
    void aConfigOfLiteLlmGivesEachKeyOnce() throws IOException {
        Path file =
                written(
                        "config.yaml",
                        """
                        model_list:
                          - model_name: fast
                            litellm_params: {model: groq/llama-3.3-70b-versatile, api_key: os.environ/GROQ}
                          - model_name: faster
                            litellm_params: {model: groq/llama-3.1-8b-instant, api_key: os.environ/GROQ}
                          - model_name: open
                            litellm_params: {model: together_ai/qwen3, api_key: sk-clear}
                          - model_name: claude
                            litellm_params: {model: claude-sonnet-4-5, api_key: os.environ/NOT_SET}
                          - model_name: local
                            litellm_params: {model: openai/qwen3, api_key: x, api_base: "http://127.0.0.1:11434/v1"}
                          - model_name: ours
                            litellm_params: {model: azure/chat, api_key: y}
                          - model_name: gpt
                            litellm_params: {model: gpt-4.1-mini}
                        """);

        assertThat(LiteLlmConfig.read(file, Map.of("GROQ", "gsk_1")))
                .containsExactly(
                        new FileEntry.Key("groq/llama-3.3-70b-versatile", "groq", "gsk_1"),
                        new FileEntry.Key("together_ai/qwen3", "together", "sk-clear"),
                        new FileEntry.PassedOver(
                                "claude-sonnet-4-5", "the variable NOT_SET is not set here"),
                        new FileEntry.PassedOver(
                                "openai/qwen3",
                                "it has an address of its own; 'provider add --base-url' brings it"),
                        new FileEntry.PassedOver(
                                "azure/chat",
                                "the catalogue has no such provider; 'provider add --like' may do"),
                        new FileEntry.PassedOver("gpt-4.1-mini", "it has no api_key"));
    }

    @Test
    void whatCannotBeReadIsRefusedWithoutBeingQuoted() throws IOException {
        Path broken = written("broken.yaml", "model_list: [ {api_key: sk-broken");
        Path other = written("other.yaml", "services: {}");

        assertThatThrownBy(() -> LiteLlmConfig.read(broken, Map.of()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cannot be read as YAML")
                .hasMessageNotContaining("sk-broken");
        assertThatThrownBy(() -> LiteLlmConfig.read(other, Map.of()))
                .hasMessageContaining("has no model_list");
    }

    @Test
    void aKeyDoesNotPrintItsSecret() {
        assertThat(new FileEntry.Key("GROQ_API_KEY", "groq", "gsk_1").toString())
                .doesNotContain("gsk_1");
    }

    private Path written(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
