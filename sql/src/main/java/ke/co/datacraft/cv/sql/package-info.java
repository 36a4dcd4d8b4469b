/**
 * The PostgreSQL side: migrations under {@code migrations/} and what applies them.
 *
 * <p>Tables, tenant schemas and care functions live in SQL; Java only finds the database and runs
 * the files in order.
 */
package ke.co.datacraft.cv.sql;
