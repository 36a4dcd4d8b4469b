/** Real services for the bridge's tests, started once per test process when first needed. */
package ke.co.datacraft.cv.bridge.testing;
