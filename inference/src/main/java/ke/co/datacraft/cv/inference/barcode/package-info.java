/** The task {@code barcode}, with ZXing. */
package ke.co.datacraft.cv.inference.barcode;
