package ke.co.datacraft.cv.bridge.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The console's files and the libraries that its pages load, from the class path. Files of the
 * console are asked for again with their tag, so that a new release shows at once; those of a
 * library never change, since its version is in their path.
 */
final class StaticFiles {

    private static final String CONSOLE = "console/";
    private static final String LIBRARIES = "webjars/";
    private static final String LIBRARY_FOLDER = "META-INF/resources/webjars/";

    /** Of all libraries on the class path only those that the console loads. */
    private static final Pattern LIBRARY = Pattern.compile("(lit-html|uplot)/.+\\.(js|css)");

    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");

    private static final String REVALIDATE = "no-cache";
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";

    /** Only files that are there, so it stays as small as the console. */
    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    private StaticFiles() {}

    static void configure(JavalinConfig config) {
        StaticFiles files = new StaticFiles();
        config.routes.addHttpHandler(
                HandlerType.GET, "/", context -> files.console(context, "index.html"));
        config.routes.addHttpHandler(
                HandlerType.GET,
                "/console/<file>",
                context -> files.console(context, context.pathParam("file")));
        config.routes.addHttpHandler(
                HandlerType.GET,
                "/webjars/<file>",
                context -> files.library(context, context.pathParam("file")));
    }

    private void console(Context context, String path) {
        send(context, CONSOLE + path, REVALIDATE);
    }

    private void library(Context context, String path) {
        if (!LIBRARY.matcher(path).matches()) {
            throw new NotFoundResponse();
        }
        send(context, LIBRARIES + path, IMMUTABLE);
    }

    private void send(Context context, String path, String caching) {
        StaticFile file = files.computeIfAbsent(path, StaticFiles::read);
        if (file == null) {
            throw new NotFoundResponse();
        }
        context.header("Cache-Control", caching)
                .header("ETag", file.tag())
                .header("Vary", "Accept-Encoding");
        if (file.tag().equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(file.mediaType());
        String accepted = context.header("Accept-Encoding");
        if (file.compressed() != null && accepted != null && accepted.contains("gzip")) {
            context.header("Content-Encoding", "gzip").result(file.compressed());
        } else {
            context.result(file.bytes());
        }
    }

    /** A file of the class path; null where there is none. */
    private static StaticFile read(String path) {
        if (!PLAIN_PATH.matcher(path).matches() || path.contains("..")) {
            return null;
        }
        String resource =
                path.startsWith(LIBRARIES)
                        ? LIBRARY_FOLDER + path.substring(LIBRARIES.length())
                        : path;
        try (InputStream stream =
                StaticFiles.class.getClassLoader().getResourceAsStream(resource)) {
            return stream == null ? null : StaticFile.of(path, stream.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + resource, e);
        }
    }
}
