package ke.co.datacraft.cv.bridge.outbox;

/**
 * A message with its place in the outbox.
 *
 * @param id place; lower ones go first
 * @param message what to send
 */
record OutboxEntry(long id, OutboxMessage message) {}
