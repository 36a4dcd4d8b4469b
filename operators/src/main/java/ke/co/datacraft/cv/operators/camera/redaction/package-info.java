/** Finds what must not be seen in frames of cameras, before they are stored. */
package ke.co.datacraft.cv.operators.camera.redaction;
