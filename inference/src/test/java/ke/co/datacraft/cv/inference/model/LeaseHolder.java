package ke.co.datacraft.cv.inference.model;

import java.io.IOException;
import java.nio.file.Path;

/** A process that uses a file twice, says so, and ends when its input does. */
final class LeaseHolder {

    private LeaseHolder() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        try (FileLease first = FileLease.of(file);
                FileLease second = FileLease.of(file)) {
            second.close();
            System.out.println("held");
            while (System.in.read() >= 0) {
                // Until the other side closes the pipe.
            }
            first.close();
        }
    }
}
