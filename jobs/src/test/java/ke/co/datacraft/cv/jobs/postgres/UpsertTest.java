package ke.co.datacraft.cv.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UpsertTest {

    @Test
    void keyAndInsertOnlyColumnsAreNotUpdated() {
        assertThat(Upsert.row("cv.t", "id tenant_id a b::jsonb created_at", "created_at"))
                .isEqualTo(
                        "INSERT INTO cv.t (id, tenant_id, a, b, created_at)"
                                + " VALUES (?, ?, ?, CAST(? AS jsonb), ?)"
                                + " ON CONFLICT (tenant_id, id) DO UPDATE SET"
                                + " a = EXCLUDED.a, b = EXCLUDED.b");
    }

    @Test
    void everyStatementIsAnUpsertByTheKey() {
        assertThat(
                        List.of(
                                JobStatements.PROCESSING_JOBS,
                                JobStatements.DEAD_LETTERS,
                                ResultStatements.IMAGE_PROCESSING,
                                ResultStatements.OBJECT_DETECTIONS,
                                ResultStatements.IMAGE_QUALITY,
                                TextStatements.OCR_PAGES,
                                TextStatements.OCR_WORDS))
                .allMatch(sql -> sql.contains("ON CONFLICT (tenant_id, id) DO UPDATE SET"))
                .noneMatch(sql -> sql.contains("id = EXCLUDED.id,"));
    }
}
