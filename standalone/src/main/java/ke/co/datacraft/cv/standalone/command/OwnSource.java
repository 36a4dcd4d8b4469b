package ke.co.datacraft.cv.standalone.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.standalone.UsageException;

/**
 * A camera or video of the user's. Its id comes of its address, so that the same one goes on at the
 * next start and another is another.
 *
 * @param kind what it is
 * @param uri where it is, without credentials
 * @param credentials {@code user:password}, or null; never told by {@link #toString}
 * @param root folder that files are read from, or null
 */
record OwnSource(String kind, String uri, String credentials, Path root) {

    private static final Pattern WITH_CREDENTIALS =
            Pattern.compile("([a-z]+://)([^/@]+:[^/]*)@(.+)");

    /**
     * What an argument means.
     *
     * @throws UsageException when it is neither an address nor a file or folder
     */
    static OwnSource of(String where) {
        String lower = where.toLowerCase(Locale.ROOT);
        if (lower.startsWith("rtsp:") || lower.startsWith("rtsps:")) {
            return remote("rtsp", where);
        }
        if (lower.startsWith("http:") || lower.startsWith("https:")) {
            return remote(lower.contains(".m3u8") ? "hls" : "http_mjpeg", where);
        }
        Path path = Path.of(where.replaceFirst("^file:(//)?", "")).toAbsolutePath().normalize();
        if (Files.isDirectory(path)) {
            return new OwnSource("folder", path.toUri().toString(), null, path);
        }
        if (Files.isRegularFile(path)) {
            return new OwnSource("file", path.toUri().toString(), null, path.getParent());
        }
        throw new UsageException(
                "--source "
                        + path
                        + " is no file or folder: give a path that exists, rtsp://… or http://…");
    }

    private static OwnSource remote(String kind, String where) {
        Matcher parts = WITH_CREDENTIALS.matcher(where);
        return parts.matches()
                ? new OwnSource(kind, parts.group(1) + parts.group(3), parts.group(2), null)
                : new OwnSource(kind, where, null, null);
    }

    /** Name of the source, and of its secret. */
    String id() {
        return "own-" + Identifiers.nameBased("own-source", uri).toString().substring(0, 8);
    }

    /** As REST takes it. */
    ObjectNode definition() {
        ObjectNode source = DemoCameras.source(id(), kind, uri).put("name", uri);
        if (credentials != null) {
            source.put("credentials", id());
        }
        if (kind.equals("file")) {
            source.put("flow", "latest");
            source.putObject("playback").put("pace", "real_time").put("loop", true);
        }
        return source;
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return kind + " " + uri;
    }
}
