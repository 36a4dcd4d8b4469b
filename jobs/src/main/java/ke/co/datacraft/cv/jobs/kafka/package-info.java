/** Kafka ends of the jobs: sources of raw records, sinks of contract messages. */
package ke.co.datacraft.cv.jobs.kafka;
