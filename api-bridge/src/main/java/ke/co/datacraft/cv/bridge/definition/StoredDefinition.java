package ke.co.datacraft.cv.bridge.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A definition as it is kept.
 *
 * @param id name within the tenant
 * @param document the whole message
 * @param version counts its changes, from 1
 */
record StoredDefinition(String id, ObjectNode document, long version) {}
