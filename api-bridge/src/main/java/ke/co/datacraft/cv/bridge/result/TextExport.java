package ke.co.datacraft.cv.bridge.result;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.TaskResult;

/** The text of all pages that text was looked for on, form feeds between them. */
final class TextExport implements ResultExport {

    private static final char FORM_FEED = '\f';

    @Override
    public void write(ExportSource source, BoxFormat boxes, OutputStream out) throws IOException {
        BufferedWriter writer =
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        Pages pages = new Pages(writer);
        source.results(pages::add);
        writer.flush();
    }

    private static final class Pages {

        private final Writer writer;
        private boolean isFirst = true;

        private Pages(Writer writer) {
            this.writer = writer;
        }

        private void add(ImageResult result) throws IOException {
            boolean hasText = false;
            for (TaskResult task : result.tasks()) {
                if (task.text() != null) {
                    if (!hasText && !isFirst) {
                        writer.write(FORM_FEED);
                    }
                    hasText = true;
                    isFirst = false;
                    // A form feed of the page's own would look like the end of it.
                    String text = task.text().text().replace(FORM_FEED, '\n');
                    writer.write(text);
                    if (!text.isEmpty() && !text.endsWith("\n")) {
                        writer.write('\n');
                    }
                }
            }
        }
    }
}
