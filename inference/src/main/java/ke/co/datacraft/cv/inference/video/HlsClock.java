package ke.co.datacraft.cv.inference.video;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avformat.avio_read;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/**
 * When an HLS stream begins by its own clock. The playlist is read before and after FFmpeg opens
 * it: if it is the same, FFmpeg began where it says; else the stream has no clock this time.
 */
final class HlsClock {

    private static final int MAX_BYTES = 1 << 20;
    private static final int CHUNK = 16_384;

    private final GrabberRequest request;
    private final AVIOInterruptCB interrupt;
    private final HlsPlaylist before;

    /** Reads the playlist of a request for the first time; must be opened right after. */
    HlsClock(GrabberRequest request, AVIOInterruptCB interrupt) {
        this.request = request;
        this.interrupt = interrupt;
        this.before = playlist();
    }

    /** When the first frame was taken, once the stream is open; null where it cannot be told. */
    Instant begin() {
        return before == null || before.begin() == null || !before.equals(playlist())
                ? null
                : before.begin();
    }

    /** Of variants, all of which have the same times, the first. */
    private HlsPlaylist playlist() {
        HlsPlaylist playlist = read(request.uri());
        if (playlist == null || playlist.variant() == null) {
            return playlist;
        }
        try {
            return read(URI.create(request.uri()).resolve(playlist.variant()).toString());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What is wrong with the playlist is told when it is opened; null then. */
    private HlsPlaylist read(String address) {
        AVIOContext input = new AVIOContext(null);
        AVDictionary options = new AVDictionary(null);
        FfmpegOptions.ofInput(request)
                .forEach((name, value) -> av_dict_set(options, name, value, 0));
        int opened = avio_open2(input, address, AVIO_FLAG_READ, interrupt, options);
        av_dict_free(options);
        if (opened < 0) {
            return null;
        }
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            int read = avio_read(input, chunk, CHUNK);
            while (read > 0 && text.size() < MAX_BYTES) {
                text.write(chunk, 0, read);
                read = avio_read(input, chunk, CHUNK);
            }
            return HlsPlaylist.parse(text.toString(StandardCharsets.UTF_8));
        } finally {
            avio_closep(input);
        }
    }
}
