/** Runs Flink SQL scripts in a session of their own: {@code cv sql}. */
package ke.co.datacraft.cv.standalone.flinksql;
