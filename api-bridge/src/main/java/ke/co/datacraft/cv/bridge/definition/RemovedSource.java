package ke.co.datacraft.cv.bridge.definition;

import java.util.List;

/**
 * A source that is gone, and what that means for others.
 *
 * @param id the source
 * @param zones its zones, which are gone, too
 * @param rules rules that name it or one of the zones; they stay as they are
 */
record RemovedSource(String id, List<String> zones, List<String> rules) {}
