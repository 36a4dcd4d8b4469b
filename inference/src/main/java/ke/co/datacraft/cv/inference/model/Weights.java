package ke.co.datacraft.cv.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import ke.co.datacraft.cv.inference.onnx.OnnxModel;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;

/** A model's ONNX file: on disk or on the class path. */
sealed interface Weights {

    /** Marks a resource in a manifest's {@code file}. */
    String CLASSPATH = "classpath:";

    /** Its digest in lower-case hexadecimal. */
    String sha256();

    /** Loads it. */
    OnnxModel load(OnnxSettings settings);

    /** A file on disk. */
    record InFile(Path path) implements Weights {

        @Override
        public String sha256() {
            try (InputStream stream = Files.newInputStream(path)) {
                return digest(stream);
            } catch (IOException exception) {
                throw InvalidModel.because("model file " + path + " cannot be read", exception);
            }
        }

        @Override
        public OnnxModel load(OnnxSettings settings) {
            return OnnxModel.load(path, settings);
        }
    }

    /** A resource on the class path. */
    record InResource(String name) implements Weights {

        @Override
        public String sha256() {
            try (InputStream stream = open()) {
                return digest(stream);
            } catch (IOException exception) {
                throw InvalidModel.because("model resource " + name + " is damaged", exception);
            }
        }

        @Override
        public OnnxModel load(OnnxSettings settings) {
            try (InputStream stream = open()) {
                return OnnxModel.load(name, stream.readAllBytes(), settings);
            } catch (IOException exception) {
                throw InvalidModel.because("model resource " + name + " is damaged", exception);
            }
        }

        private InputStream open() {
            InputStream stream = Weights.class.getClassLoader().getResourceAsStream(name);
            if (stream == null) {
                throw InvalidModel.because(
                        "model resource " + name + " is not on the class path; add its artifact");
            }
            return stream;
        }
    }

    private static String digest(InputStream stream) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every Java has SHA-256", exception);
        }
    }
}
