package ke.co.datacraft.cv.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PageCursorTest {

    @Property(tries = 200)
    void aPlaceIsReadAsItWasWritten(
            @ForAll @LongRange(min = -59_999_999_999L, max = 59_999_999_999L) long seconds,
            @ForAll long most,
            @ForAll long least) {
        Instant time = Instant.ofEpochSecond(seconds, 123_456_000);
        UUID id = new UUID(most, least);

        PageCursor read = PageCursor.decode("events", PageCursor.of("events", time, id).encode());

        assertThat(read.time()).isEqualTo(time);
        assertThat(read.id()).isEqualTo(id);
    }

    @Property(tries = 300)
    void whatOthersMakeUpIsRefusedOrReadsBackTheSame(@ForAll byte[] bytes) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

        assertThatThrownBy(() -> PageCursor.decode("events", text)).isInstanceOf(ApiError.class);
    }

    @Test
    void aPlaceOfAnotherListOrShapeIsRefused() {
        String name = PageCursor.of("zones", "a").encode();
        assertThat(PageCursor.decode("zones", name).name()).isEqualTo("a");
        assertThatThrownBy(() -> PageCursor.decode("rules", name)).isInstanceOf(ApiError.class);
        assertThatThrownBy(() -> PageCursor.decode("zones", name).time())
                .isInstanceOf(ApiError.class);
        assertThatThrownBy(() -> PageCursor.decode("zones", name).id())
                .isInstanceOf(ApiError.class);
        String far = raw("zones\u001f9223372036854775807\u001fx");
        assertThatThrownBy(() -> PageCursor.decode("zones", far).time())
                .isInstanceOf(ApiError.class);
        String nul = raw("zones\u001fa\u0000b");
        assertThatThrownBy(() -> PageCursor.decode("zones", nul).name())
                .isInstanceOf(ApiError.class);
    }

    private static String raw(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
