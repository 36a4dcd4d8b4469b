/** Images that were analysed: their results, their files, and their files with results drawn in. */
package ke.co.datacraft.cv.bridge.image;
