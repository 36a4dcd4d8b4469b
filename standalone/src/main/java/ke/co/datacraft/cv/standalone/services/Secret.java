package ke.co.datacraft.cv.standalone.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Random passwords that stay the same for one data folder. */
final class Secret {

    private static final int BYTES = 16;

    private Secret() {}

    /** The password kept in the file, made on the first call; only the owner can read the file. */
    static String keptIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(file.getParent(), "secret", null, ownerOnly());
            Files.writeString(fresh, HexFormat.of().formatHex(random));
            Files.move(fresh, file);
        }
        return Files.readString(file).strip();
    }

    private static java.nio.file.attribute.FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }
}
