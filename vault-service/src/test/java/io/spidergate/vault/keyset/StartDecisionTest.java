package io.spidergate.vault.keyset;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.vault.keyset.StartDecision.File;
import org.junit.jupiter.api.Test;

class StartDecisionTest {

    @Test
    void theRightKeysetIsUsed() {
        assertThat(decide(File.OPENS_TABLES, true, 3, false)).isEqualTo(new StartDecision.Use());
    }

    @Test
    void aGivenKeysetIsAdoptedByEmptyTables() {
        assertThat(decide(File.TABLES_ARE_EMPTY, false, 0, false))
                .isEqualTo(new StartDecision.Adopt());
    }

    @Test
    void aKeysetIsMadeOnlyOnTheFirstStartAndOnlyWhenAllowed() {
        assertThat(decide(File.MISSING, false, 0, true)).isEqualTo(new StartDecision.Create());
        assertThat(refusal(File.MISSING, false, 0, false))
                .contains("k.json is missing", "spidergate.vault.create-keyset=true");
        assertThat(refusal(File.MISSING, true, 0, true)).contains("begin anew");
        assertThat(refusal(File.MISSING, true, 7, true))
                .contains("k.json is missing", "7 credentials", "Restore the file");
    }

    @Test
    void aForeignOrDamagedKeysetIsRefusedWithWhatToDo() {
        assertThat(refusal(File.DOES_NOT_OPEN_TABLES, true, 7, true))
                .contains("not the one that sealed the 7 credentials", "restore it");
        assertThat(refusal(File.NOT_A_KEYSET, true, 7, true))
                .contains("k.json is not a Tink JSON keyset", "Restore it");
    }

    private static StartDecision decide(
            File file, boolean initialised, long credentials, boolean mayCreate) {
        return StartDecision.of(file, initialised, credentials, mayCreate, "k.json");
    }

    private static String refusal(
            File file, boolean initialised, long credentials, boolean mayCreate) {
        return ((StartDecision.Refuse) decide(file, initialised, credentials, mayCreate)).reason();
    }
}
