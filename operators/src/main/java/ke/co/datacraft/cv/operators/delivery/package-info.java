/**
 * Hands alerts on to targets outside, by signed requests and by MQTT, and publishes counts.
 * Adapters make one attempt; {@link ke.co.datacraft.cv.operators.delivery.Courier} decides on the
 * order and on further attempts, on one thread and without waiting.
 */
package ke.co.datacraft.cv.operators.delivery;
