/** The task {@code image_classification}. */
package ke.co.datacraft.cv.inference.classify;
