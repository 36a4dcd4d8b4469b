package ke.co.datacraft.cv.standalone.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a mirror folder. Copies begin anew each time. */
record FileOrigin(Path file) implements Origin {

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public Opened open(long offset, String validator) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new RefusedException("there is no such file");
        }
        return new Opened(Files.newInputStream(file), 0, Files.size(file), null);
    }
}
