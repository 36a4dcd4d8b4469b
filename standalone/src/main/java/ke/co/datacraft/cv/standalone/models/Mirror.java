package ke.co.datacraft.cv.standalone.models;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import ke.co.datacraft.cv.inference.model.ModelManifest;

/**
 * Where files are fetched from.
 *
 * @param place folder or {@code http(s)} URL of a mirror, or null for the manifest's own URLs
 * @param timeout longest wait for a connection, and for the next bytes
 */
public record Mirror(String place, Duration timeout) {

    /** Where a model's file can be had, in the order in which to try. */
    List<Origin> origins(ModelManifest manifest) {
        if (place == null) {
            return manifest.urls().stream().map(this::http).toList();
        }
        Path file = Path.of(manifest.file());
        Stream<String> names = Stream.of(manifest.file(), file.getFileName().toString()).distinct();
        return place.matches("(?i)https?://.*")
                ? names.map(name -> http(place.replaceFirst("/*$", "/") + name)).toList()
                : names.<Origin>map(name -> new FileOrigin(Path.of(place).resolve(name))).toList();
    }

    private Origin http(String url) {
        try {
            URI uri = URI.create(url);
            if (String.valueOf(uri.getScheme()).matches("(?i)https?") && uri.getHost() != null) {
                return new HttpOrigin(uri, timeout);
            }
        } catch (IllegalArgumentException exception) {
            throw FetchException.unusable("'" + url + "' is no URL: " + exception.getMessage());
        }
        throw FetchException.unusable("'" + url + "' is no URL of the kind http or https");
    }
}
