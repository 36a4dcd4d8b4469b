package ke.co.datacraft.cv.bridge.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;

/** The console's files and the libraries that its pages load. */
final class StaticFiles {

    private StaticFiles() {}

    static void configure(JavalinConfig config) {
        config.staticFiles.add(
                files -> {
                    files.hostedPath = "/console";
                    files.directory = "/console";
                    files.location = Location.CLASSPATH;
                });
        config.staticFiles.add(
                files -> {
                    files.hostedPath = "/webjars";
                    files.directory = "/META-INF/resources/webjars";
                    files.location = Location.CLASSPATH;
                });
    }
}
