package ke.co.datacraft.cv.bridge.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * An event or alert as it is kept.
 *
 * @param startTime when it began
 * @param id which
 * @param document its latest message
 */
record TimedDocument(Instant startTime, UUID id, JsonNode document) {}
