package ke.co.datacraft.cv.standalone.models;

import java.io.IOException;

/** The other side answered and will not give the file; asking again at once is of no use. */
final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
