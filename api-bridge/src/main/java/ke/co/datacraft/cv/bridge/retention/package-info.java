/** Removes frames of sources that have been kept for long enough. */
package ke.co.datacraft.cv.bridge.retention;
