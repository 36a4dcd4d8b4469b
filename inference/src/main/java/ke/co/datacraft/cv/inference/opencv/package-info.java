/** Analyses on pixels alone, with OpenCV. */
package ke.co.datacraft.cv.inference.opencv;
