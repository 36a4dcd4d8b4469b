/** PostgreSQL: the pool and whose rows a piece of work may see. */
package ke.co.datacraft.cv.bridge.database;
