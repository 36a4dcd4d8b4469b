/** The bridge's options: each declared once, read once, checked at start. */
package ke.co.datacraft.cv.bridge.settings;
