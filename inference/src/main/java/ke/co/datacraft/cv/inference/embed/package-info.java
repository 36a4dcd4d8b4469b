/** The task {@code embedding}. */
package ke.co.datacraft.cv.inference.embed;
