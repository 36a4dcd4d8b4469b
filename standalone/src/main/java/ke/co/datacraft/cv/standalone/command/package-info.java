/** The commands of {@code cv} and what only they need. */
package ke.co.datacraft.cv.standalone.command;
