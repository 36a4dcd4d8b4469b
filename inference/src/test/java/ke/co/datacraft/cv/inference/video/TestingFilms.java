package ke.co.datacraft.cv.inference.video;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/** Films that FFmpeg's own program makes. */
public final class TestingFilms {

    /** Frames per second of every film. */
    public static final int FPS = 20;

    private TestingFilms() {}

    /**
     * Writes a film of 160x120 pixels, in the container that its name says; most of its frames need
     * others to be decoded.
     *
     * @return the same path
     */
    public static Path write(Path film, int frames) throws IOException {
        run(picture(frames), List.of(film.toString()));
        return film;
    }

    /**
     * Writes a playlist of HTTP Live Streaming, with the time of each segment, and its segments
     * beside it.
     *
     * @param playlist whose name ends with {@code .m3u8}
     * @param segmentFrames frames of one segment
     * @return the same path
     */
    static Path writePlaylist(Path playlist, int frames, int segmentFrames) throws IOException {
        run(
                picture(frames),
                List.of(
                        "-force_key_frames",
                        "expr:eq(mod(n," + segmentFrames + "),0)",
                        // Segments are read one without another.
                        "-bsf:v",
                        "dump_extra",
                        "-f",
                        "hls",
                        "-hls_time",
                        Double.toString((double) segmentFrames / FPS),
                        "-hls_list_size",
                        "0",
                        "-hls_flags",
                        "program_date_time",
                        playlist.toString()));
        return playlist;
    }

    private static List<String> picture(int frames) {
        return List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=160x120:rate=" + FPS,
                "-frames:v",
                Integer.toString(frames),
                "-c:v",
                "mpeg4",
                "-g",
                "12",
                "-bf",
                "1");
    }

    private static void run(List<String> picture, List<String> output) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
        command.addAll(List.of("-v", "error", "-nostdin", "-y"));
        command.addAll(picture);
        command.addAll(output);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("FFmpeg made no film: " + words);
        }
    }
}
