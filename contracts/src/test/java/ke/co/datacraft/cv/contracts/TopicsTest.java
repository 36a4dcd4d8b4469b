package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void namesStandUnderThePrefix() {
        assertThat(new Topics(Topics.DEFAULT_PREFIX).all())
                .containsExactly(
                        "cv.images",
                        "cv.frames",
                        "cv.results",
                        "cv.job-status",
                        "cv.dead-letters",
                        "cv.commands",
                        "cv.models",
                        "cv.shadow-results");
        assertThat(new Topics("staging.cv.").images()).isEqualTo("staging.cv.images");
        assertThat(new Topics("").all()).doesNotHaveDuplicates();
        assertThat(new Topics("x.").compacted()).containsExactly("x.models");
    }

    @Test
    void refusesAnAbsentPrefix() {
        assertThatNullPointerException().isThrownBy(() -> new Topics(null)).withMessage("prefix");
    }
}
