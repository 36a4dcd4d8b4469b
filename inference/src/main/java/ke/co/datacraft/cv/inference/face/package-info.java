/** The task {@code face_detection} with a network. */
package ke.co.datacraft.cv.inference.face;
