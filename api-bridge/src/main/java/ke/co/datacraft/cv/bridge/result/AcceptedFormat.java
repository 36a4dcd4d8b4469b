package ke.co.datacraft.cv.bridge.result;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;

/** Chooses a form by the header {@code Accept} (RFC 9110, 12.5.1). */
final class AcceptedFormat {

    private static final Map<String, ResultFormat> TYPES =
            Map.of(
                    "application/json", ResultFormat.JSON,
                    "application/*", ResultFormat.JSON,
                    "*/*", ResultFormat.JSON,
                    "text/csv", ResultFormat.CSV,
                    "text/vnd.hocr+html", ResultFormat.HOCR,
                    "text/plain", ResultFormat.TEXT,
                    "text/*", ResultFormat.TEXT);

    private AcceptedFormat() {}

    /**
     * The form that the client likes best; of equals the first.
     *
     * @param accept the header; null or blank accepts everything
     * @throws ApiError {@link ErrorCode#NOT_ACCEPTABLE}
     */
    static ResultFormat of(String accept) {
        if (accept == null || accept.isBlank()) {
            return ResultFormat.JSON;
        }
        ResultFormat best = null;
        double highest = 0;
        for (String range : accept.split(",")) {
            String[] parts = range.split(";");
            ResultFormat format = TYPES.get(parts[0].strip().toLowerCase(Locale.ROOT));
            double weight = weight(parts);
            if (format != null && weight > highest) {
                best = format;
                highest = weight;
            }
        }
        return Optional.ofNullable(best)
                .orElseThrow(
                        () ->
                                new ApiError(
                                                ErrorCode.NOT_ACCEPTABLE,
                                                "Results are not told in a form that you accept")
                                        .field("Accept")
                                        .cure(
                                                "Accept application/json, text/csv, text/plain or"
                                                        + " text/vnd.hocr+html, or give ?format="));
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.startsWith("q=")) {
                try {
                    return Double.parseDouble(part.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
