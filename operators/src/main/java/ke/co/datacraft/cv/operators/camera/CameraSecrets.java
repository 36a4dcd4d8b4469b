package ke.co.datacraft.cv.operators.camera;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Users and passwords of cameras: a file for each secret in a folder, as Kubernetes mounts them, or
 * a variable. Read anew for each opening, so that a changed password holds at once.
 */
final class CameraSecrets {

    /** What variables begin with; the secret's name follows, in capitals, with _ for . and -. */
    static final String VARIABLE_PREFIX = "CV_CAMERA_SECRET_";

    private final String folder;
    private final UnaryOperator<String> variables;

    /** Prints nothing of itself. */
    static final class Secret {
        private final String user;
        private final String password;

        Secret(String user, String password) {
            this.user = user;
            this.password = password;
        }

        String user() {
            return user;
        }

        String password() {
            return password;
        }
    }

    /**
     * @param folder folder of the files, or null
     * @param variables value of an environment variable, or null
     */
    CameraSecrets(String folder, UnaryOperator<String> variables) {
        this.folder = folder;
        this.variables = variables;
    }

    /**
     * A secret.
     *
     * @param name letters, digits and {@code . _ -}, the first a letter or digit, as the validator
     *     of definitions checks
     * @throws CameraException when there is none, or it has another form
     */
    Secret read(String name) throws CameraException {
        String text = fromFolder(name);
        if (text == null) {
            text = variables.apply(variable(name));
        }
        if (text == null) {
            throw new CameraException(
                    "there is no secret '"
                            + name
                            + "'; put user:password into a file of that name"
                            + " in CV_CAMERA_SECRETS_PATH or into the variable "
                            + variable(name));
        }
        String line = text.strip();
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new CameraException("secret '" + name + "' is not of the form user:password");
        }
        return new Secret(line.substring(0, colon), line.substring(colon + 1));
    }

    static String variable(String name) {
        return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private String fromFolder(String name) throws CameraException {
        if (folder == null) {
            return null;
        }
        Path file = Path.of(folder, name);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CameraException(
                    "secret '"
                            + name
                            + "' cannot be read; check the file's rights and that it is"
                            + " UTF-8");
        }
    }
}
