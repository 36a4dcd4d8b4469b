/** Frames out of cameras, recordings and folders, decoded by FFmpeg. */
package ke.co.datacraft.cv.inference.video;
