/** What the bridge tells Prometheus. */
package ke.co.datacraft.cv.bridge.metrics;
