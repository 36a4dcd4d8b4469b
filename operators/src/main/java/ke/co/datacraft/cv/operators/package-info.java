/**
 * Flink functions, their state and side outputs, sinks' writers and metrics. Knows no connector and
 * reads no configuration: settings arrive as records.
 */
package ke.co.datacraft.cv.operators;
