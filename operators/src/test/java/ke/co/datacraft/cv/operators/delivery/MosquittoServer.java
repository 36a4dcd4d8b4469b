package ke.co.datacraft.cv.operators.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Debian's Mosquitto on loopback, in a process of its own. */
public final class MosquittoServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_NANOS = 10_000_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Process process;
    private final int port;

    private MosquittoServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether Debian's package is there. */
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * Starts one that listens when this returns.
     *
     * @param folder for its configuration and what it retains
     * @param lines further lines of its configuration
     */
    public static MosquittoServer start(Path folder, String... lines) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return start(folder, freePort(), lines);
            } catch (IOException e) {
                // Somebody else may have taken the port meanwhile.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Starts one on a port that another had before. */
    public static MosquittoServer start(Path folder, int port, String... lines) throws IOException {
        Path configuration = folder.resolve("mosquitto.conf");
        Files.writeString(
                configuration,
                "user root\nlistener %d 127.0.0.1\n%s\n"
                        .formatted(
                                port,
                                lines.length == 0
                                        ? "allow_anonymous true"
                                        : String.join("\n", lines)));
        Process process =
                new ProcessBuilder(PROGRAM.toString(), "-c", configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("mosquitto.log").toFile())
                        .start();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (process.isAlive() && System.nanoTime() < end) {
            if (answers(port)) {
                return new MosquittoServer(process, port);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        process.destroyForcibly();
        throw new IOException(
                "Mosquitto does not listen: " + Files.readString(folder.resolve("mosquitto.log")));
    }

    /** Port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Its address for clients. */
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Kills it, as a machine that loses its power. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
