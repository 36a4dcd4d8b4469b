/** What happens at sources: zones, lines, events, counts and alerts, from tracked objects. */
package ke.co.datacraft.cv.operators.analytics;
