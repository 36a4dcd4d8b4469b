package ke.co.datacraft.cv.bridge.result;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the results of a whole job in one form. */
@FunctionalInterface
interface ResultExport {

    /**
     * @param source what is told
     * @param boxes how boxes are written, where the form leaves that open
     * @param out stays open
     * @throws IOException where the client is gone
     */
    void write(ExportSource source, BoxFormat boxes, OutputStream out) throws IOException;
}
