package ke.co.datacraft.cv.operators.camera;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import ke.co.datacraft.cv.contracts.SourceReach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proxy on loopback for one opened source, as FFmpeg looks names up and follows redirections by
 * itself. Each host that it is asked for is looked up once, checked, and connected to by the very
 * address that was checked: the source's own, and what redirections and playlists lead to.
 *
 * <p>It speaks HTTP/1.1 as proxies do (RFC 9110, 7.6 and 9.3.6): a whole URL in the request for
 * {@code http:}, and {@code CONNECT} for {@code https:}. A connection serves one request.
 */
final class CheckedRelay implements AutoCloseable {

    /** Finds the addresses of a host. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(CheckedRelay.class);
    private static final int MAX_HEAD = 16_384;
    private static final int HTTP_PORT = 80;
    private static final String END_OF_HEAD = "\r\n\r\n";

    static {
        if (System.getenv("no_proxy") != null) {
            LOG.warn(
                    "FFmpeg reaches the hosts in the variable no_proxy without a check of where"
                            + " they lead; unset it for CameraJob");
        }
    }

    private final ServerSocket server;
    private final Duration connectTimeout;
    private final Predicate<InetAddress> forbidden;
    private final Resolver resolver;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile String problem;

    CheckedRelay(Duration connectTimeout, Predicate<InetAddress> forbidden, Resolver resolver)
            throws IOException {
        this.connectTimeout = connectTimeout;
        this.forbidden = forbidden;
        this.resolver = resolver;
        this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    /** One that refuses what no camera may be at. */
    static CheckedRelay open(Duration connectTimeout) throws IOException {
        return new CheckedRelay(
                connectTimeout, SourceReach::isForbidden, InetAddress::getAllByName);
    }

    /** Where it listens, as proxies are written. */
    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Why it did not connect to what it was asked for last, or null. */
    String problem() {
        return problem;
    }

    private void start(String what, Runnable work) {
        Thread thread = new Thread(work, "camera-relay-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                start("client", () -> serve(client));
            } catch (IOException e) {
                // It was closed, or a client went before it was taken.
                continue;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            String[] line = head.substring(0, head.indexOf("\r\n")).split(" ");
            if (line.length != 3) {
                answer(client, "400 Bad Request");
            } else if (line[0].equals("CONNECT")) {
                tunnel(client, line[1]);
            } else {
                forward(client, head, line);
            }
        } catch (IOException | IllegalArgumentException e) {
            // One side hung up; FFmpeg says what that means for the source.
            return;
        } finally {
            sockets.remove(client);
        }
    }

    /** Reads byte by byte, as what follows belongs to the other side. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith(END_OF_HEAD)) {
            int next = in.read();
            if (next < 0 || head.size() == MAX_HEAD) {
                throw new IOException("no whole head");
            }
            head.write(next);
            if (next == '\n') {
                text = head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return text;
    }

    private void tunnel(Socket client, String target) throws IOException {
        int colon = target.lastIndexOf(':');
        String host = target.substring(0, Math.max(0, colon));
        try (Socket camera = connect(client, host, Integer.parseInt(target.substring(colon + 1)))) {
            if (camera != null) {
                answer(client, "200 Connection established");
                start("tunnel", () -> copy(client, camera));
                copy(camera, client);
                sockets.remove(camera);
            }
        }
    }

    private void forward(Socket client, String head, String[] line) throws IOException {
        URI uri = URI.create(line[1]);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            answer(client, "400 Bad Request");
            return;
        }
        int port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
        try (Socket camera = connect(client, uri.getHost(), port)) {
            if (camera != null) {
                byte[] request = origin(head, line, uri).getBytes(StandardCharsets.ISO_8859_1);
                camera.getOutputStream().write(request);
                copy(camera, client);
                sockets.remove(camera);
            }
        }
    }

    /** The request as its server expects it, after which the connection ends. */
    private static String origin(String head, String[] line, URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        StringBuilder request =
                new StringBuilder(line[0] + ' ' + path + query + ' ' + line[2] + "\r\n");
        head.lines()
                .skip(1)
                .filter(header -> !header.isEmpty() && !isForProxies(header))
                .forEach(header -> request.append(header).append("\r\n"));
        return request.append("Connection: close").append(END_OF_HEAD).toString();
    }

    private static boolean isForProxies(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.startsWith("proxy-") || name.startsWith("connection:");
    }

    /** Connects, or answers why not and returns null. */
    private Socket connect(Socket client, String host, int port) throws IOException {
        String why;
        try {
            return connected(CameraAddress.addresses(host, resolver, forbidden), port);
        } catch (CameraException e) {
            why = e.getMessage();
        } catch (IOException e) {
            why = "host " + host + " cannot be reached: " + e.getMessage();
        }
        problem = why;
        answer(client, "403 Forbidden");
        return null;
    }

    private Socket connected(InetAddress[] addresses, int port) throws IOException {
        IOException failure = new IOException("it has no address");
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            sockets.add(socket);
            try {
                socket.connect(
                        new InetSocketAddress(address, port), (int) connectTimeout.toMillis());
                if (server.isClosed()) {
                    throw new IOException("the source was closed");
                }
                problem = null;
                return socket;
            } catch (IOException e) {
                sockets.remove(socket);
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private static void answer(Socket client, String status) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\n";
        if (!status.startsWith("2")) {
            head += "Content-Length: 0\r\nConnection: close\r\n";
        }
        client.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Until one side ends, and then so does the other. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        } catch (IOException e) {
            // Whoever reads sees the end.
            return;
        }
    }

    /** Ends all connections. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
