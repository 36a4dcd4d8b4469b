/** What one request is called in log and traces, and the spans of the bridge. */
package ke.co.datacraft.cv.bridge.trace;
