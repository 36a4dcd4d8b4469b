/**
 * State of the bridge and what it depends on, its documentation, and the protocol of monitoring
 * tools.
 */
package ke.co.datacraft.cv.bridge.system;
