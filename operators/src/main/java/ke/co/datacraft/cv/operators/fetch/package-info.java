/**
 * Bytes behind references: files within allowed folders, HTTP, object storage; with limits,
 * time-outs and retries.
 */
package ke.co.datacraft.cv.operators.fetch;
