package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places that others have written to before stay what they are. */
class FrameNamesTest {

    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.089Z");

    @Test
    void framesLieByTenantSourceAndHour() {
        assertThat(FrameNames.frame("acme/x", "gate", TIME))
                .isEqualTo(
                        "tenants/acme!2Fx/frames/gate/2026/03/04/05/"
                                + "3bc91dd5-c19f-5377-b3af-5d6ad4b2a350.jpg");
        assertThat(FrameNames.evidence("acme", "gate", TIME, new UUID(1, 2)))
                .isEqualTo(
                        "tenants/acme/evidence/gate/2026/03/04/05/"
                                + "00000000-0000-0001-0000-000000000002.jpg");
    }

    @Test
    void nobodyElsesFrameHasItsIdentity() {
        assertThat(FrameNames.id("acme", "gate", TIME))
                .isEqualTo(FrameNames.id("acme", "gate", TIME))
                .isNotEqualTo(FrameNames.id("acm", "egate", TIME))
                .isNotEqualTo(FrameNames.id("acme", "yard", TIME))
                .isNotEqualTo(FrameNames.id("acme", "gate", TIME.plusMillis(1)));
    }

    @Test
    void anAddressInRedisNamesItsFrame() {
        assertThat(FrameNames.redisId(FrameNames.redisAddress("a-1"))).hasValue("a-1");
        assertThat(FrameNames.redisAddress("a-1")).isEqualTo("redis:frame/a-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis:job/a",
                "redis:frame/",
                "redis:frame/a/b",
                "redis:frame/a%2F",
                "redis://host/frame/a",
                "xredis:frame/a",
                "file:///redis:frame/a"
            })
    void nothingElseIsAnAddressInRedis(String uri) {
        assertThat(FrameNames.redisId(uri)).isEmpty();
    }
}
