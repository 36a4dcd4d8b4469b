/**
 * Messages that travel between the parts of the system, their topics and their JSON form.
 *
 * <p>Each message is one record. Its source of truth is the JSON Schema under {@code schema/};
 * samples of every version are kept as golden files in the tests. Knows nothing but Jackson.
 */
package ke.co.datacraft.cv.contracts;
