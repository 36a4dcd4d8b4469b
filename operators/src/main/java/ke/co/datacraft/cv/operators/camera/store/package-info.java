/** Where frames of cameras wait to be analysed and seen. */
package ke.co.datacraft.cv.operators.camera.store;
