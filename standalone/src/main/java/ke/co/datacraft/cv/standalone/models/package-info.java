/**
 * Fetching model files: from the manifest's URLs or a mirror, resumed, checked, and put in place
 * whole.
 */
package ke.co.datacraft.cv.standalone.models;
