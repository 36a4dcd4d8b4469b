package ke.co.datacraft.cv.inference.video;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** GStreamer's RTSP server on loopback, in a process of its own: 320x240, 25 frames a second. */
public final class RtspServer implements AutoCloseable {

    private static final List<Path> NEEDED =
            List.of(
                    Path.of("/usr/bin/python3"),
                    Path.of("/usr/lib/python3/dist-packages/gi"),
                    Path.of("/usr/lib/x86_64-linux-gnu/girepository-1.0/GstRtspServer-1.0.typelib"),
                    Path.of("/usr/lib/x86_64-linux-gnu/gstreamer-1.0/libgstjpeg.so"));

    private final Process process;
    private final int port;

    private RtspServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether Debian's packages are there. */
    public static boolean isInstalled() {
        return NEEDED.stream().allMatch(Files::exists);
    }

    /**
     * Starts one that listens when this returns.
     *
     * @param port of 127.0.0.1; 0 for any free one
     * @param credentials user and password, or nothing
     */
    public static RtspServer start(int port, String... credentials) throws IOException {
        Path script = Files.createTempFile("rtsp", ".py");
        try (InputStream source = RtspServer.class.getResourceAsStream("rtsp_server.py")) {
            Files.write(script, source.readAllBytes());
        }
        List<String> command =
                new ArrayList<>(
                        List.of("/usr/bin/python3", script.toString(), Integer.toString(port)));
        command.addAll(List.of(credentials));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        Files.delete(script);
        if (line == null || Integer.parseInt(line) <= 0) {
            process.destroyForcibly();
            throw new IOException("The RTSP server does not listen on port " + port);
        }
        return new RtspServer(process, Integer.parseInt(line));
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Its stream, without credentials. */
    public String uri() {
        return "rtsp://127.0.0.1:" + port + "/street";
    }

    /** Its stream, for a user. */
    public String uri(String user, String password) {
        return "rtsp://" + user + ":" + password + "@127.0.0.1:" + port + "/street";
    }

    /** Stops it without a word: connections stay open and nothing comes. */
    public void freeze() throws IOException {
        signal("STOP");
    }

    /** Goes on after {@link #freeze}. */
    public void thaw() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        Process kill =
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .redirectErrorStream(true)
                        .start();
        if (kill.onExit().join().exitValue() != 0) {
            throw new IOException("The RTSP server takes no signal");
        }
    }

    /** Kills it, as a camera that loses its power. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
