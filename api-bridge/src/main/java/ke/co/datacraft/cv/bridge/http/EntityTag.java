package ke.co.datacraft.cv.bridge.http;

import java.util.Arrays;

/** Versions of things as HTTP tells them: {@code ETag} and {@code If-Match} (RFC 9110). */
public final class EntityTag {

    private EntityTag() {}

    /** Tells the version of what is answered. */
    public static void set(Call call, long version) {
        call.header("ETag", of(version));
    }

    /**
     * Goes on when the request wants this version or any.
     *
     * @throws ApiError {@link ErrorCode#PRECONDITION_FAILED} when it wants another
     */
    public static void check(Call call, long version) {
        String wanted = call.header("If-Match").orElse("*").trim();
        boolean fits =
                wanted.equals("*")
                        || Arrays.stream(wanted.split(","))
                                .anyMatch(tag -> tag.trim().equals(of(version)));
        if (!fits) {
            throw new ApiError(
                            ErrorCode.PRECONDITION_FAILED,
                            "It has changed meanwhile: its version is " + of(version))
                    .field("If-Match")
                    .cure("Read it again, then change what it is now");
        }
    }

    private static String of(long version) {
        return '"' + Long.toString(version) + '"';
    }
}
