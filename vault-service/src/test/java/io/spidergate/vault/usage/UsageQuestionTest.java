package io.spidergate.vault.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.UsageReporting;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageQuestionTest {

    private static final LocalDate FROM = LocalDate.parse("2026-11-20");
    private static final LocalDate UNTIL = LocalDate.parse("2026-11-27");

    @Test
    void openAiIsAskedForLineItemsOfProjectsByTheSecond() {
        UsageQuestion question =
                new UsageQuestion(UsageReporting.OPENAI, FROM, UNTIL, List.of("proj_a", "proj_b"));

        assertThat(question.each()).containsExactly(question);
        assertThat(question.uri(URI.create("https://api.openai.com/v1"), "page_2"))
                .hasToString(
                        "https://api.openai.com/v1/organization/costs?start_time=1795132800&end_time=1795737600"
                                + "&bucket_width=1d&limit=31&group_by=line_item&project_ids=proj_a&project_ids=proj_b&page=page_2");
    }

    @Test
    void anthropicIsAskedByInstantsAndWhoseEachLineIs() {
        UsageQuestion question =
                new UsageQuestion(UsageReporting.ANTHROPIC, FROM, UNTIL, List.of());

        assertThat(question.uri(URI.create("https://api.anthropic.com/v1/"), null))
                .hasToString(
                        "https://api.anthropic.com/v1/organizations/cost_report?starting_at=2026-11-20T00%3A00%3A00Z"
                                + "&ending_at=2026-11-27T00%3A00%3A00Z&bucket_width=1d&limit=31"
                                + "&group_by%5B%5D=description&group_by%5B%5D=workspace_id");
    }

    @Test
    void openRouterIsAskedAboutEachKeyByItself() {
        UsageQuestion question =
                new UsageQuestion(UsageReporting.OPENROUTER, FROM, UNTIL, List.of("aa", "bb"));

        assertThat(question.each())
                .map(each -> each.uri(URI.create("https://openrouter.ai/api/v1"), null))
                .map(URI::toString)
                .containsExactly(
                        "https://openrouter.ai/api/v1/activity?api_key_hash=aa",
                        "https://openrouter.ai/api/v1/activity?api_key_hash=bb");
        assertThat(
                        new UsageQuestion(UsageReporting.OPENROUTER, FROM, UNTIL, List.of())
                                .uri(URI.create("https://openrouter.ai/api/v1"), null))
                .hasToString("https://openrouter.ai/api/v1/activity");
    }
}
