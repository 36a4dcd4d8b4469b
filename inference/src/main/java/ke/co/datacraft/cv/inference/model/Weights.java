package ke.co.datacraft.cv.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.inference.onnx.OnnxModel;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;

/** A model's file: on disk or on the class path. */
sealed interface Weights {

    /** Marks a resource in a manifest's {@code file}. */
    String CLASSPATH = "classpath:";

    /** Its digest in lower-case hexadecimal. */
    String sha256();

    /** Its size in bytes. */
    long size();

    /** Path or name of the resource. */
    String place();

    /** Digests that were written down beside it when it was fetched; empty for none. */
    List<String> recorded();

    /** Loads it. */
    OnnxModel load(OnnxSettings settings);

    /** Marks it as in use until the lease is closed. */
    FileLease lease();

    /** A file on disk. */
    record InFile(Path path) implements Weights {

        @Override
        public String sha256() {
            try {
                return FileDigests.sha256(path);
            } catch (IOException exception) {
                throw InvalidModel.because("model file " + path + " cannot be read", exception);
            }
        }

        @Override
        public long size() {
            try {
                return Files.size(path);
            } catch (IOException exception) {
                throw InvalidModel.because("model file " + path + " cannot be read", exception);
            }
        }

        @Override
        public String place() {
            return path.toString();
        }

        @Override
        public List<String> recorded() {
            return ModelFiles.recordedDigest(path).stream().toList();
        }

        @Override
        public OnnxModel load(OnnxSettings settings) {
            return OnnxModel.load(path, settings);
        }

        @Override
        public FileLease lease() {
            return FileLease.of(path);
        }
    }

    /** A resource on the class path. */
    record InResource(String name) implements Weights {

        @Override
        public String sha256() {
            try (InputStream stream = open()) {
                return FileDigests.sha256(stream);
            } catch (IOException exception) {
                throw damaged(exception);
            }
        }

        @Override
        public long size() {
            try (InputStream stream = open()) {
                return stream.transferTo(OutputStream.nullOutputStream());
            } catch (IOException exception) {
                throw damaged(exception);
            }
        }

        @Override
        public String place() {
            return CLASSPATH + name;
        }

        @Override
        public List<String> recorded() {
            return List.of();
        }

        @Override
        public OnnxModel load(OnnxSettings settings) {
            try (InputStream stream = open()) {
                return OnnxModel.load(name, stream.readAllBytes(), settings);
            } catch (IOException exception) {
                throw damaged(exception);
            }
        }

        @Override
        public FileLease lease() {
            return FileLease.NONE;
        }

        private InputStream open() {
            InputStream stream = Weights.class.getClassLoader().getResourceAsStream(name);
            if (stream == null) {
                throw InvalidModel.because(
                        "model resource " + name + " is not on the class path; add its artifact");
            }
            return stream;
        }

        private RuntimeException damaged(IOException cause) {
            return InvalidModel.because("model resource " + name + " is damaged", cause);
        }
    }
}
