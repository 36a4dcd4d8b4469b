package ke.co.datacraft.cv.inference.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HlsPlaylistTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T12:00:00Z",
                "2026-01-01T13:00:00.000+01:00",
                "2026-01-01T13:00:00.000+0100",
                "2026-01-01T13:00:00+01"
            })
    void timesHaveManyForms(String time) {
        HlsPlaylist playlist =
                HlsPlaylist.parse(
                        "#EXTM3U\r\n#EXT-X-PROGRAM-DATE-TIME:%s\r\n#EXTINF:2,\r\na.ts\r\n"
                                .formatted(time));

        assertThat(playlist).isEqualTo(new HlsPlaylist(null, 0, 1, NOON));
    }

    @Test
    void aSegmentWithoutATimeHasThatOfAnEarlierOneAndWhatLiesBetween() {
        HlsPlaylist playlist =
                HlsPlaylist.parse(
                        """
                        #EXTM3U
                        #EXT-X-MEDIA-SEQUENCE:17
                        #EXT-X-PROGRAM-DATE-TIME:2026-01-01T12:00:00Z
                        #EXTINF:2.5,title
                        a.ts
                        #EXTINF:3.25,
                        b.ts
                        #EXTINF:1,
                        c.ts
                        #EXTINF:1,
                        d.ts
                        #EXTINF:1,
                        e.ts
                        """);

        assertThat(playlist).isEqualTo(new HlsPlaylist(null, 17, 5, NOON.plusMillis(5750)));
    }

    @Test
    void aTimeOfALaterSegmentSaysNothing() {
        String text = "#EXTINF:1,\na.ts\n#EXT-X-PROGRAM-DATE-TIME:2026-01-01T12:00:00Z\nb.ts\n";

        assertThat(HlsPlaylist.parse(text).begin()).isNull();
    }

    @Test
    void ofVariantsTheFirstIsNamed() {
        HlsPlaylist playlist =
                HlsPlaylist.parse(
                        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow/a.m3u8\n"
                                + "#EXT-X-STREAM-INF:BANDWIDTH=2\nhigh/a.m3u8\n");

        assertThat(playlist.variant()).isEqualTo("low/a.m3u8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#EXT-X-MEDIA-SEQUENCE:x",
                "#EXT-X-PROGRAM-DATE-TIME:yesterday\n#EXTINF:many,\na.ts",
                "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T12:00:00\na.ts"
            })
    void whatIsMalformedTellsNothing(String text) {
        assertThat(HlsPlaylist.parse(text).begin()).isNull();
    }
}
