/** Records that could not be processed: listed, sent again, discarded. */
package ke.co.datacraft.cv.bridge.deadletter;
