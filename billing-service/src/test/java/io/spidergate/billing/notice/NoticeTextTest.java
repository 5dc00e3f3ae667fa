package io.spidergate.billing.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.billing.Notice;
import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.id.WorkspaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticeTextTest {

    private static final Map<String, Object> BUDGET =
            Map.of(
                    "budget",
                    "bud_team",
                    "subject",
                    Map.of("kind", "workspace", "id", "ws_acme"),
                    "threshold_percent",
                    80,
                    "spent_usd",
                    new BigDecimal("80.25"));

    @Test
    void aWarningSaysWhatItIsAboutInItsSubject() {
        Notice notice = notice(NoticeType.BUDGET_WARNING, "bud_team", BUDGET);

        assertThat(NoticeText.subject(notice))
                .isEqualTo("SpiderGate: 80 % of the budget 'bud_team' are spent");
        assertThat(NoticeText.text(notice))
                .isEqualTo(
                        """
                        80 % of the budget 'bud_team' are spent.

                        workspace: ws_acme
                        about: bud_team
                        at: 2026-11-27T10:00:00Z
                        budget: bud_team
                        spent usd: 80.25
                        subject id: ws_acme
                        subject kind: workspace
                        threshold percent: 80

                        Notice ntc_1 (budget.warning).
                        """);
    }

    @Test
    void noWordOfASubjectBecomesAHeader() {
        Notice notice = notice(NoticeType.BUDGET_EXCEEDED, "x\r\nBcc: all@example.com", Map.of());

        assertThat(NoticeText.subject(notice)).doesNotContain("\r", "\n");
    }

    @Test
    void foreignTextIsStoredShortAndWithoutControls() {
        assertThat(Excerpt.of("a\u0000b\u001b[31mc\nd")).isEqualTo("a b [31mc\nd");
        assertThat(Excerpt.of("ü😀".repeat(600)).codePoints().count()).isEqualTo(Excerpt.MAX);
        assertThat(Excerpt.of("\ud800")).isEmpty();
    }

    private static Notice notice(NoticeType type, String subject, Map<String, Object> data) {
        return new Notice(
                "ntc_1",
                type,
                new WorkspaceId("ws_acme"),
                subject,
                Instant.parse("2026-11-27T10:00:00Z"),
                data);
    }
}
