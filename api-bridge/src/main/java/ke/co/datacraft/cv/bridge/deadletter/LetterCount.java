package ke.co.datacraft.cv.bridge.deadletter;

/**
 * How many letters something concerned.
 *
 * @param count letters
 * @param skipped letters whose record is not held, or null
 */
record LetterCount(int count, Integer skipped) {}
