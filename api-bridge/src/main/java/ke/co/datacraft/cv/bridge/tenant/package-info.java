/** Tenants of the installation, and what each uses. */
package ke.co.datacraft.cv.bridge.tenant;
