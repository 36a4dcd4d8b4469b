/** What our records look like in Redis and in PostgreSQL, and the sink that writes to Redis. */
package ke.co.datacraft.cv.operators.sink;
