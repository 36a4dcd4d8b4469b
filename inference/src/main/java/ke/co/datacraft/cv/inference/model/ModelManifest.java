package ke.co.datacraft.cv.inference.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a model is and needs, as its YAML file says.
 *
 * @param name letters, digits, dot, dash and underscore; at most 100
 * @param version the same characters, plus and colon; at most 20
 * @param task what it does, such as {@code object_detection}
 * @param decoder how its output is read
 * @param file name or path of its file, beside the manifest or in a folder of models, or {@code
 *     classpath:} and a resource; ONNX except for Tesseract's language data
 * @param urls where the file can be had, tried in this order by {@code cv models pull}; nothing
 *     else fetches it
 * @param sizeBytes size of the file at the URLs, 1 or more, or null when unknown
 * @param sha256 digests of the files that will do, in lower-case hexadecimal; empty when any will
 * @param licence SPDX identifier of the weights' licence, or null
 * @param licenceUrl where the licence can be read, or null
 * @param source where the model comes from, or null
 * @param input the picture it takes; never null
 * @param labels its class names, or null for a model without classes
 * @param thresholds limits on what it finds; never null
 * @param output how a classifier's or feature model's output is read; never null
 */
public record ModelManifest(
        String name,
        String version,
        String task,
        DecoderFamily decoder,
        String file,
        @JsonAlias("url") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> urls,
        Long sizeBytes,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> sha256,
        String licence,
        String licenceUrl,
        String source,
        InputLayout input,
        Labels labels,
        Thresholds thresholds,
        OutputOptions output) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    // As wide as the column model_version.
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+:_-]{0,19}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern RESTRICTED = Pattern.compile("(?i)A?GPL-.*|SSPL-.*|CC-BY-NC.*");

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
        if (sizeBytes != null && sizeBytes < 1) {
            throw new IllegalArgumentException(
                    "size_bytes is " + sizeBytes + "; give 1 or more, or leave it out");
        }
        sha256 = sha256 == null ? List.of() : sha256;
        sha256.forEach(
                digest ->
                        requireMatch("sha256", digest, SHA256, "64 lower-case hexadecimal digits"));
        sha256 = List.copyOf(sha256);
        if (labels == null && "object_detection".equals(task)) {
            throw new IllegalArgumentException(
                    "labels is missing; give a list of names, coco, or from_metadata: true");
        }
        urls = urls == null ? List.of() : List.copyOf(urls);
        input = (input == null ? InputLayout.OPEN : input).orElse(decoder.usualInput());
        thresholds =
                (thresholds == null ? Thresholds.OPEN : thresholds)
                        .orElse(decoder.usualThresholds());
        output = output == null ? OutputOptions.DEFAULT : output;
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

    /**
     * Whether the licence binds whoever runs the model so much that it must be accepted by name
     * before the file is fetched: the GPL family, and licences for non-commercial use.
     */
    public boolean needsAcceptance() {
        return licence != null && RESTRICTED.matcher(licence).matches();
    }

    /** Whether the file comes with the program, on the class path. */
    public boolean onClassPath() {
        return file.startsWith(Weights.CLASSPATH);
    }

    /** A name that a manifest may have, made from any text. */
    static String nameFrom(String text) {
        String name = text.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[._-]+", "");
        return name.isEmpty() ? "model" : name.substring(0, Math.min(100, name.length()));
    }

    /** What is known of a model of which only the decoder was told; labels may be null. */
    static ModelManifest ofDecoder(DecoderFamily decoder, Path file, Labels labels) {
        boolean named = labels != null || !"object_detection".equals(decoder.task());
        return new ModelManifest(
                "model",
                "1",
                decoder.task(),
                decoder,
                file.getFileName().toString(),
                List.of(),
                null,
                List.of(),
                null,
                null,
                null,
                InputLayout.OPEN,
                named ? labels : Labels.FROM_METADATA,
                null,
                null);
    }

    /** This description under the name and version of an addition. */
    ModelManifest added(
            ModelAddition addition, Labels newLabels, String newFile, String digest, long bytes) {
        return new ModelManifest(
                addition.name(),
                addition.version(),
                task,
                decoder,
                newFile,
                urls,
                bytes,
                List.of(digest),
                addition.licence(),
                licenceUrl,
                source,
                input,
                newLabels == null ? labels : newLabels,
                thresholds,
                output);
    }

    ModelManifest completed(InputLayout completeInput, Labels completeLabels) {
        return new ModelManifest(
                name,
                version,
                task,
                decoder,
                file,
                urls,
                sizeBytes,
                sha256,
                licence,
                licenceUrl,
                source,
                completeInput,
                completeLabels,
                thresholds,
                output);
    }
}
