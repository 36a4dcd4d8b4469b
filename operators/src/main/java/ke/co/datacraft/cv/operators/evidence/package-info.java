/** Keeps the frames that show events best for longer than the others. */
package ke.co.datacraft.cv.operators.evidence;
