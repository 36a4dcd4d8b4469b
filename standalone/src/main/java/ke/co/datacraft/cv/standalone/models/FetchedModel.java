package ke.co.datacraft.cv.standalone.models;

import java.nio.file.Path;
import java.util.List;

/**
 * A model file that is in its place.
 *
 * @param file where it is
 * @param sha256 its digest
 * @param pinned whether the manifest names that digest
 * @param origin where it came from, or null when it was here already
 * @param evicted what left the cache for it
 */
public record FetchedModel(
        Path file, String sha256, boolean pinned, String origin, List<Path> evicted) {}
