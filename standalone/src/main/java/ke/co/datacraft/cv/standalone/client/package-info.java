/** Uses a running system from outside: Kafka, PostgreSQL and object storage. */
package ke.co.datacraft.cv.standalone.client;
