/** Where uploaded files are kept: S3 or a folder. */
package ke.co.datacraft.cv.bridge.storage;
