/**
 * Options, sources, sinks, uids and wiring of the Flink jobs. Business rules live in {@code
 * operators}; this is the only module that knows connectors and reads configuration.
 */
package ke.co.datacraft.cv.jobs;
