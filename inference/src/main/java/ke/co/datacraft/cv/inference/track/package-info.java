/** Tracks: which detection of a frame is which object of the frames before. */
package ke.co.datacraft.cv.inference.track;
