package ke.co.datacraft.cv.bridge.definition;

import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.http.PageCursor;

/**
 * Which definitions of a list are wanted.
 *
 * @param enabled only those that are, or only those that are not
 * @param sources only those of these sources; all when empty
 * @param after only those behind this place
 */
record DefinitionFilter(
        Optional<Boolean> enabled, List<String> sources, Optional<PageCursor> after) {}
