/** Tensors to boxes, on primitive arrays: no runtime, no image library, no allocation per call. */
package ke.co.datacraft.cv.inference.decode;
