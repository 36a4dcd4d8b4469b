package ke.co.datacraft.cv.bridge.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PictureCacheTest {

    private final PictureCache cache = new PictureCache(100);

    private static EntityTag tag(int number) {
        return EntityTag.of(number);
    }

    @Test
    void thoseLongestUnusedLeaveFirst() {
        for (int i = 0; i < 5; i++) {
            cache.put(tag(i), new byte[20]);
        }
        assertThat(cache.get(tag(0))).isPresent();

        cache.put(tag(5), new byte[20]);

        assertThat(cache.get(tag(0))).isPresent();
        assertThat(cache.get(tag(1))).isEmpty();
        assertThat(cache.bytes()).isEqualTo(100);
    }

    @Test
    void aPictureThatIsPutAgainCountsOnceAndALargeOneIsNotKept() {
        cache.put(tag(1), new byte[20]);
        cache.put(tag(1), new byte[10]);
        cache.put(tag(2), new byte[26]);

        assertThat(cache.bytes()).isEqualTo(10);
        assertThat(cache.get(tag(2))).isEmpty();
        new PictureCache(0).put(tag(1), new byte[1]);
    }

    @Test
    void tagsDifferAsTheirPartsDo() {
        assertThat(EntityTag.of("a", 1)).isEqualTo(EntityTag.of("a", 1));
        assertThat(EntityTag.of("a", 1)).isNotEqualTo(EntityTag.of("a", 2));
        assertThat(EntityTag.of("a").matches("*")).isTrue();
        assertThat(EntityTag.of("a").matches("\"b\", " + EntityTag.of("a").value())).isTrue();
        assertThat(EntityTag.of("a").matches("\"b\"")).isFalse();
    }
}
