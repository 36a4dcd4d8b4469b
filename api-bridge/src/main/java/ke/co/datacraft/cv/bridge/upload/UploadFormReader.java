package ke.co.datacraft.cv.bridge.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletRequestContext;

/**
 * Reads a multipart form part by part: a file goes to the object storage while it arrives, and
 * neither memory nor disk holds it here. Of a form that fails nothing stays.
 */
public final class UploadFormReader {

    private static final int MAX_FIELD_BYTES = 1 << 18;
    private static final String FILE = "file";

    private final Uploads uploads;
    private final Set<String> names;

    /**
     * @param uploads stores the files
     * @param names fields that the form may have beside {@code file}
     */
    public UploadFormReader(Uploads uploads, Set<String> names) {
        this.uploads = uploads;
        this.names = names;
    }

    /**
     * Reads a form with at least one file.
     *
     * @param maxFiles most files
     * @throws ApiError what is wrong with it
     */
    public UploadForm read(String tenant, Call call, int maxFiles, UploadLimits limits) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<StoredUpload> files = new ArrayList<>();
        boolean whole = false;
        try {
            FileItemInputIterator parts = parts(call);
            while (parts.hasNext()) {
                FileItemInput part = parts.next();
                if (part.isFormField()) {
                    field(part, fields);
                } else {
                    requireCount(files.size() + 1, maxFiles);
                    files.add(file(tenant, part, limits));
                }
            }
            if (files.isEmpty()) {
                throw ApiError.invalid(FILE, "The form has no file")
                        .cure("Send it as the part 'file', with a filename");
            }
            whole = true;
            return new UploadForm(fields, files);
        } catch (IOException e) {
            throw UploadStream.broken(e);
        } finally {
            if (!whole) {
                uploads.discard(tenant, files.stream().map(StoredUpload::key).toList());
            }
        }
    }

    private static FileItemInputIterator parts(Call call) throws IOException {
        JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory> upload =
                new JakartaServletFileUpload<>();
        upload.setHeaderCharset(StandardCharsets.UTF_8);
        return upload.getItemIterator(
                new JakartaServletRequestContext(call.request()) {
                    @Override
                    public InputStream getInputStream() {
                        return call.bodyStream();
                    }
                });
    }

    private void field(FileItemInput part, Map<String, String> fields) throws IOException {
        String name = part.getFieldName();
        if (FILE.equals(name)) {
            throw ApiError.invalid(FILE, "The part 'file' has no filename")
                    .cure("Send a file, with curl -F file=@picture.jpg");
        }
        if (name == null || !names.contains(name)) {
            throw new ApiError(
                            ErrorCode.UNKNOWN_PARAMETER,
                            "The form has a field that is not known here: " + Filenames.shown(name))
                    .field(Filenames.shown(name))
                    .cure("Known are: file, " + String.join(", ", names));
        }
        byte[] bytes;
        try (InputStream body = part.getInputStream()) {
            bytes = body.readNBytes(MAX_FIELD_BYTES + 1);
        }
        if (bytes.length > MAX_FIELD_BYTES) {
            throw new ApiError(ErrorCode.PAYLOAD_TOO_LARGE, "The field " + name + " is too long")
                    .field(name)
                    .cure("Send at most %d bytes".formatted(MAX_FIELD_BYTES));
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        // A field that comes again adds to a list.
        fields.merge(name, text, (earlier, later) -> earlier + "," + later);
    }

    private StoredUpload file(String tenant, FileItemInput part, UploadLimits limits)
            throws IOException {
        if (!FILE.equals(part.getFieldName())) {
            throw ApiError.invalid(
                            Filenames.shown(part.getFieldName()),
                            "The form has a file under another name than 'file'")
                    .cure("Call every file 'file'");
        }
        return uploads.store(
                tenant, Filenames.clean(filename(part)), part.getInputStream(), limits);
    }

    private static String filename(FileItemInput part) {
        try {
            return part.getName();
        } catch (RuntimeException e) {
            // A name with a NUL is refused by the library; the file may have none.
            return null;
        }
    }

    private static void requireCount(int count, int max) {
        if (count > max) {
            throw ApiError.invalid(FILE, "The form has more than %d files".formatted(max))
                    .cure(max == 1 ? "Send one file" : "Submit several jobs");
        }
    }
}
