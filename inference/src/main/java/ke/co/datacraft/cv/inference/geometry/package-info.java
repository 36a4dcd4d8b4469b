/**
 * Areas, lines and the ground in pictures. Coordinates are those of the picture: x to the right, y
 * down.
 */
package ke.co.datacraft.cv.inference.geometry;
