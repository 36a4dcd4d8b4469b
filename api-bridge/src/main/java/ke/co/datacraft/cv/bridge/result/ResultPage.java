package ke.co.datacraft.cv.bridge.result;

import java.util.List;

/**
 * Some of a job's results.
 *
 * @param jobName name of the job
 * @param jobState state of the job, which tells whether more results come
 * @param results in the order of name, file, page and id
 * @param isLast whether there are none after these at present
 * @param formerResults JSON that the replaced platform kept of an imported job, on its first page;
 *     else null
 */
record ResultPage(
        String jobName,
        String jobState,
        List<StoredResult> results,
        boolean isLast,
        String formerResults) {

    /** Where the next page begins; null after the last. */
    ResultCursor next() {
        return isLast ? null : results.get(results.size() - 1).cursor();
    }
}
