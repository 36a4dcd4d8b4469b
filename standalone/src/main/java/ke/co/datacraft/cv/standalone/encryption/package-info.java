/** What is encrypted at rest, counted by key and encrypted anew with another one. */
package ke.co.datacraft.cv.standalone.encryption;
