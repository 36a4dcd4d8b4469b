/** Names and kinds of our metrics, and the Prometheus reporter that exposes them unchanged. */
package ke.co.datacraft.cv.operators.metrics;
