/**
 * Kafka, PostgreSQL, Redis, object storage and Flink on this machine, each on a free port of the
 * loopback address and with its data in one folder. {@link
 * ke.co.datacraft.cv.standalone.services.EmbeddedStack} starts and stops them together.
 */
package ke.co.datacraft.cv.standalone.services;
