/** Pictures: read from files and documents, with results drawn on them. */
package ke.co.datacraft.cv.bridge.picture;
