package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void namesStandUnderThePrefix() {
        assertThat(new Topics(Topics.DEFAULT_PREFIX).ofVisionJob())
                .containsExactly(
                        "cv.images",
                        "cv.frames",
                        "cv.results",
                        "cv.job-status",
                        "cv.dead-letters",
                        "cv.commands",
                        "cv.models",
                        "cv.shadow-results");
        assertThat(new Topics(Topics.DEFAULT_PREFIX).ofSources())
                .containsExactly(
                        "cv.sources",
                        "cv.zones",
                        "cv.rules",
                        "cv.events",
                        "cv.alerts",
                        "cv.source-status");
        assertThat(new Topics("x.").all())
                .containsAll(new Topics("x.").ofVisionJob())
                .containsAll(new Topics("x.").ofSources());
        assertThat(new Topics("staging.cv.").images()).isEqualTo("staging.cv.images");
        assertThat(new Topics("").all()).doesNotHaveDuplicates();
        assertThat(new Topics("x.").compacted())
                .containsExactly("x.models", "x.sources", "x.zones", "x.rules");
    }

    @Test
    void refusesAnAbsentPrefix() {
        assertThatNullPointerException().isThrownBy(() -> new Topics(null)).withMessage("prefix");
    }
}
