/** Messages that are committed with what they tell of, and the relay that takes them to Kafka. */
package ke.co.datacraft.cv.bridge.outbox;
