/**
 * Encryption at rest with AES-256-GCM: objects in segments, texts of rows one by one; several keys
 * at once, so that they can be changed. Knows the Java platform alone.
 */
package ke.co.datacraft.cv.contracts.encryption;
