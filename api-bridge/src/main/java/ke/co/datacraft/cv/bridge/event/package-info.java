/** What happened at sources: events, alerts and counts, read from PostgreSQL. */
package ke.co.datacraft.cv.bridge.event;
