package ke.co.datacraft.cv.bridge.upload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.http.ApiError;

/**
 * A form that was read: its fields, and its files in the object storage.
 *
 * @param fields texts by name
 * @param files files in their order
 */
public record UploadForm(Map<String, String> fields, List<StoredUpload> files) {

    /** Keeps unchangeable copies. */
    public UploadForm {
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        files = List.copyOf(files);
    }

    /** Text of a field. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /**
     * A field that holds a whole number.
     *
     * @throws ApiError when it holds anything else
     */
    public Integer number(String name) {
        try {
            return field(name).map(String::strip).map(Integer::valueOf).orElse(null);
        } catch (NumberFormatException e) {
            throw ApiError.invalid(name, name + " is no whole number")
                    .cure("Write digits, such as 5");
        }
    }

    /** Keys of the files. */
    public List<String> keys() {
        return files.stream().map(StoredUpload::key).toList();
    }
}
