/**
 * Everything in one process, and the command line {@code cv}. {@link
 * ke.co.datacraft.cv.standalone.CommandLineInterface} is the main class.
 */
package ke.co.datacraft.cv.standalone;
