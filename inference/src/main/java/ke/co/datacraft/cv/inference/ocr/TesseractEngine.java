package ke.co.datacraft.cv.inference.ocr;

import com.sun.jna.Pointer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.TextElement;
import ke.co.datacraft.cv.inference.opencv.GreyImage;
import net.sourceforge.tess4j.ITessAPI.TessBaseAPI;
import net.sourceforge.tess4j.ITessAPI.TessOcrEngineMode;
import net.sourceforge.tess4j.ITessAPI.TessPageIterator;
import net.sourceforge.tess4j.ITessAPI.TessPageIteratorLevel;
import net.sourceforge.tess4j.ITessAPI.TessResultIterator;
import net.sourceforge.tess4j.TessAPI1;

/** One native engine with its languages loaded, for one thread at a time. */
final class TesseractEngine implements AutoCloseable {

    private final TessBaseAPI handle;

    /**
     * Loads the languages, which takes some 100 ms.
     *
     * @throws InferenceException {@code INVALID_MODEL} when their data cannot be read
     */
    TesseractEngine(Tessdata data, String languages) {
        TesseractNatives.load();
        handle = TessAPI1.TessBaseAPICreate();
        // Its remarks about single images would go to the process's standard error.
        TessAPI1.TessBaseAPISetVariable(handle, "debug_file", "/dev/null");
        int failed =
                TessAPI1.TessBaseAPIInit2(
                        handle, data.folder().toString(), languages, TessOcrEngineMode.OEM_DEFAULT);
        if (failed != 0) {
            TessAPI1.TessBaseAPIDelete(handle);
            throw new InferenceException(
                    InferenceException.Reason.INVALID_MODEL,
                    "Tesseract cannot read the data of '"
                            + languages
                            + "' in "
                            + data.folder()
                            + ": reinstall it, or set CV_TESSERACT_DATA_PATH to another folder");
        }
    }

    /**
     * Recognises a page.
     *
     * @param image grey values
     * @param pageSegmentationMode as Tesseract numbers them
     * @return words and lines in reading order, in the image's pixels
     */
    Page recognize(GreyImage image, int pageSegmentationMode) {
        TessAPI1.TessBaseAPISetPageSegMode(handle, pageSegmentationMode);
        TessAPI1.TessBaseAPISetImage(
                handle, image.values(), image.width(), image.height(), 1, image.stride());
        try {
            if (TessAPI1.TessBaseAPIRecognize(handle, null) != 0) {
                throw new InferenceException(
                        InferenceException.Reason.ANALYSIS_FAILED,
                        "Tesseract failed on a page of "
                                + image.width()
                                + " x "
                                + image.height()
                                + " pixels");
            }
            return read();
        } finally {
            TessAPI1.TessBaseAPIClear(handle);
            // Otherwise a page would be read with what was learnt from pages before it.
            TessAPI1.TessBaseAPIClearAdaptiveClassifier(handle);
        }
    }

    private Page read() {
        Page page = new Page(new ArrayList<>(), new ArrayList<>());
        TessResultIterator results = TessAPI1.TessBaseAPIGetIterator(handle);
        if (results == null) {
            return page;
        }
        try {
            TessPageIterator places = TessAPI1.TessResultIteratorGetPageIterator(results);
            do {
                readWord(page, results, places);
            } while (TessAPI1.TessResultIteratorNext(results, TessPageIteratorLevel.RIL_WORD) != 0);
            return page;
        } finally {
            TessAPI1.TessResultIteratorDelete(results);
        }
    }

    private static void readWord(Page page, TessResultIterator results, TessPageIterator places) {
        String word = text(results);
        BoundingBox box = box(places, TessPageIteratorLevel.RIL_WORD);
        if (word.isEmpty() || box == null) {
            return;
        }
        float confidence =
                TessAPI1.TessResultIteratorConfidence(results, TessPageIteratorLevel.RIL_WORD)
                        / 100;
        BoundingBox lineBox = box(places, TessPageIteratorLevel.RIL_TEXTLINE);
        page.addWord(word, Math.min(1, Math.max(0, confidence)), box, lineBox);
    }

    private static String text(TessResultIterator results) {
        Pointer text =
                TessAPI1.TessResultIteratorGetUTF8Text(results, TessPageIteratorLevel.RIL_WORD);
        if (text == null) {
            return "";
        }
        try {
            return text.getString(0, "UTF-8").strip();
        } finally {
            TessAPI1.TessDeleteText(text);
        }
    }

    private static BoundingBox box(TessPageIterator places, int level) {
        IntBuffer left = IntBuffer.allocate(1);
        IntBuffer top = IntBuffer.allocate(1);
        IntBuffer right = IntBuffer.allocate(1);
        IntBuffer bottom = IntBuffer.allocate(1);
        if (TessAPI1.TessPageIteratorBoundingBox(places, level, left, top, right, bottom) == 0) {
            return null;
        }
        return new BoundingBox(
                left.get(0), top.get(0), right.get(0) - left.get(0), bottom.get(0) - top.get(0));
    }

    @Override
    public void close() {
        TessAPI1.TessBaseAPIDelete(handle);
    }

    /**
     * What was read.
     *
     * @param words in reading order
     * @param lineBoxes box of each line
     */
    record Page(List<TextElement> words, List<BoundingBox> lineBoxes) {

        private void addWord(String word, float confidence, BoundingBox box, BoundingBox lineBox) {
            BoundingBox line = lineBox == null ? box : lineBox;
            int last = lineBoxes.size() - 1;
            if (last < 0 || !lineBoxes.get(last).equals(line)) {
                lineBoxes.add(line);
            }
            words.add(new TextElement(word, confidence, box, lineBoxes.size() - 1));
        }
    }
}
