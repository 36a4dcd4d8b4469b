/** The console in a real browser, on a real bridge with rows as VisionJob writes them. */
package ke.co.datacraft.cv.bridge.console;
