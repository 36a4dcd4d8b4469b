/** Sources, zones and rules: kept in PostgreSQL and told on compacted topics. */
package ke.co.datacraft.cv.bridge.definition;
