/** Uploaded files: told by their bytes, stored as they come, removed when nothing needs them. */
package ke.co.datacraft.cv.bridge.upload;
