package ke.co.datacraft.cv.inference.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Opens PDFs and gives every failure of the library, of which there are many kinds, one form. */
final class PdfLoader {

    /** Where readers look for the end; what follows it by mistake is seldom longer. */
    private static final int END_WITHIN = 4096;

    private static final int SCRATCH_PER_BYTE = 4;
    private static final long LEAST_SCRATCH = 16 << 20;

    private PdfLoader() {}

    /**
     * Opens a document that needs no password, or the empty one.
     *
     * @param bytes not copied
     * @throws InferenceException {@code ENCRYPTED_FILE} or {@code CORRUPT_IMAGE}
     */
    static PDDocument load(byte[] bytes) {
        requireEnd(bytes);
        long scratch = Math.max(LEAST_SCRATCH, (long) SCRATCH_PER_BYTE * bytes.length);
        return guarded(
                () ->
                        Loader.loadPDF(
                                new RandomAccessReadBuffer(bytes),
                                "",
                                MemoryUsageSetting.setupMainMemoryOnly(scratch).streamCache));
    }

    /** A cut-off file often opens all the same, with pages that lack what was cut off. */
    private static void requireEnd(byte[] bytes) {
        int from = Math.max(0, bytes.length - END_WITHIN);
        String end = new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
        if (!end.contains("%%EOF") && !end.contains("startxref")) {
            throw new InferenceException(
                    Reason.CORRUPT_IMAGE,
                    "The PDF of "
                            + bytes.length
                            + " bytes is cut off: it does not end with %%EOF. Send it again.");
        }
    }

    /**
     * Does something with the library.
     *
     * @throws InferenceException {@code ENCRYPTED_FILE}, {@code CORRUPT_IMAGE} or {@code
     *     ANALYSIS_FAILED}
     * @throws CancellationException when the work was cancelled
     */
    static <T> T guarded(Callable<T> work) {
        try {
            return work.call();
        } catch (InferenceException | CancellationException e) {
            throw e;
        } catch (InvalidPasswordException e) {
            throw new InferenceException(
                    Reason.ENCRYPTED_FILE,
                    "The PDF opens only with a password; save it without one.",
                    e);
        } catch (IOException e) {
            throw isCertified(e) ? certified(e) : corrupt(e);
        } catch (NoClassDefFoundError e) {
            // Documents for holders of a certificate need a library that is left out.
            if (String.valueOf(e.getMessage()).contains("bouncycastle")) {
                throw certified(e);
            }
            throw e;
        } catch (OutOfMemoryError e) {
            // Streams that swell when they are unpacked; what they filled is free again here.
            throw new InferenceException(
                    Reason.ANALYSIS_FAILED,
                    "The PDF needs more memory than the process has ("
                            + e.getMessage()
                            + "); save it with smaller pictures or raise the heap.",
                    e);
        } catch (Exception | StackOverflowError e) {
            throw corrupt(e);
        }
    }

    private static boolean isCertified(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("decryption material") || message.contains("security handler");
    }

    private static InferenceException certified(Throwable cause) {
        return new InferenceException(
                Reason.ENCRYPTED_FILE,
                "The PDF is encrypted for others, by a certificate or in a way of its own; save it"
                        + " without.",
                cause);
    }

    private static InferenceException corrupt(Throwable cause) {
        return new InferenceException(
                Reason.CORRUPT_IMAGE,
                "The PDF is damaged and cannot be read ("
                        + (cause.getMessage() == null ? cause.toString() : cause.getMessage())
                        + "); repair it or send it again.",
                cause);
    }
}
