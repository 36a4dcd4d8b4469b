/** Objects in pictures: model, preprocessing, decoding and suppression put together. */
package ke.co.datacraft.cv.inference.detect;
