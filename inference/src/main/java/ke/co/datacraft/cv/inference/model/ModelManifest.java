package ke.co.datacraft.cv.inference.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a model is and needs, as its YAML file says.
 *
 * @param name letters, digits, dot, dash and underscore; at most 100
 * @param version the same characters, plus and colon; at most 20
 * @param task what it does, such as {@code object_detection}
 * @param decoder how its output is read
 * @param file name or path of its ONNX file, beside the manifest or in a folder of models, or
 *     {@code classpath:} and a resource
 * @param urls where the file can be had; never fetched, only told to whoever misses it
 * @param sha256 digest of the file in lower-case hexadecimal, or null when any file will do
 * @param licence SPDX identifier of the weights' licence, or null
 * @param source where the model comes from, or null
 * @param input the picture it takes; never null
 * @param labels its class names, or null for a model without classes
 * @param thresholds limits on what it finds; never null
 */
public record ModelManifest(
        String name,
        String version,
        String task,
        DecoderFamily decoder,
        String file,
        @JsonAlias("url") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> urls,
        String sha256,
        String licence,
        String source,
        InputLayout input,
        Labels labels,
        Thresholds thresholds) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    // As wide as the column model_version.
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+:_-]{0,19}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * Fills in what the decoder family knows and checks the rest.
     *
     * @throws IllegalArgumentException naming field, value and cure
     */
    public ModelManifest {
        requireMatch("name", name, NAME, "letters, digits and . _ -, at most 100");
        requireMatch("version", version, VERSION, "letters, digits and . + : _ -, at most 20");
        if (decoder == null) {
            throw new IllegalArgumentException("decoder is missing; give one, such as yolox");
        }
        if (!decoder.task().equals(task)) {
            throw new IllegalArgumentException(
                    "task is '"
                            + task
                            + "'; the decoder "
                            + decoder.id()
                            + " is for "
                            + decoder.task());
        }
        if (file == null || file.isBlank()) {
            throw new IllegalArgumentException("file is missing; give the name of the ONNX file");
        }
        if (sha256 != null) {
            requireMatch("sha256", sha256, SHA256, "64 lower-case hexadecimal digits");
        }
        if (labels == null && "object_detection".equals(task)) {
            throw new IllegalArgumentException(
                    "labels is missing; give a list of names, coco, or from_metadata: true");
        }
        urls = urls == null ? List.of() : List.copyOf(urls);
        input = (input == null ? InputLayout.OPEN : input).orElse(decoder.usualInput());
        thresholds = thresholds == null ? Thresholds.DEFAULT : thresholds;
    }

    private static void requireMatch(String field, String value, Pattern pattern, String cure) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing; give " + cure);
        }
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(field + " is '" + value + "'; give " + cure);
        }
    }

    /** Name and version as a request names them, {@code name@version}. */
    public String reference() {
        return name + "@" + version;
    }

    ModelManifest completed(InputLayout completeInput, Labels completeLabels) {
        return new ModelManifest(
                name,
                version,
                task,
                decoder,
                file,
                urls,
                sha256,
                licence,
                source,
                completeInput,
                completeLabels,
                thresholds);
    }
}
