/**
 * Bytes to pixels, and pixels to tensors: {@link ke.co.datacraft.cv.inference.image.ImageInspector}
 * reads headers in pure Java, {@link ke.co.datacraft.cv.inference.image.ImageDecoder} decodes with
 * OpenCV, {@link ke.co.datacraft.cv.inference.image.Preprocessor} fills a model's input and {@link
 * ke.co.datacraft.cv.inference.image.Letterbox} maps its boxes back.
 */
package ke.co.datacraft.cv.inference.image;
