/**
 * Text recognition: {@link ke.co.datacraft.cv.inference.ocr.TesseractRecognizer} for documents and
 * {@link ke.co.datacraft.cv.inference.ocr.PaddleRecognizer} for scenes. The only code that sees
 * Tesseract.
 */
package ke.co.datacraft.cv.inference.ocr;
