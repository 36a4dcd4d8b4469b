/**
 * Cameras as a source of references: one enumerator gives them out, readers capture them, a thread
 * for each. Pixels stay in the thread that decoded them.
 */
package ke.co.datacraft.cv.operators.camera;
