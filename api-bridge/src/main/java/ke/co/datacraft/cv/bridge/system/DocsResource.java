package ke.co.datacraft.cv.bridge.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.OpenApi;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;

/** The interface as a file, and as a page that needs nothing from elsewhere. */
public final class DocsResource implements Resource {

    private static final String OWN = "/docs/";
    private static final String POM = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";

    // The page shows what the interface returns, so it runs no script but its own. Its libraries
    // set
    // styles on elements and draw icons from data URIs.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data: blob:; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final OpenApi openApi;
    private final String library;

    /**
     * @param openApi the interface
     */
    public DocsResource(OpenApi openApi) {
        this.openApi = openApi;
        this.library = WEBJAR + version() + "/";
    }

    @Override
    public void register(Routes routes) {
        routes.on("getOpenApi", this::file);
        routes.on("getDocs", this::page);
        routes.on("getDocsAsset", this::asset);
    }

    private void file(Call call) {
        call.header("Cache-Control", "no-cache");
        call.bytes(200, "application/yaml; charset=utf-8", openApi.text());
    }

    private void page(Call call) {
        call.header("Cache-Control", "no-cache");
        call.header("Content-Security-Policy", POLICY);
        call.stream(200, "text/html; charset=utf-8", open(OWN + "index.html"));
    }

    private void asset(Call call) {
        String name = call.path("asset");
        String own = OWN + name;
        boolean isOwn = DocsResource.class.getResource(own) != null;
        call.header("Cache-Control", isOwn ? "no-cache" : "public, max-age=86400");
        call.stream(200, type(name), open(isOwn ? own : library + name));
    }

    private static InputStream open(String resource) {
        InputStream stream = DocsResource.class.getResourceAsStream(resource);
        if (stream == null) {
            throw ApiError.notFound("file", resource.substring(resource.lastIndexOf('/') + 1));
        }
        return stream;
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "png" -> "image/png";
            default -> "application/octet-stream";
        };
    }

    private static String version() {
        try (InputStream in = DocsResource.class.getResourceAsStream(POM)) {
            Properties pom = new Properties();
            pom.load(in);
            return pom.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + POM, e);
        }
    }
}
