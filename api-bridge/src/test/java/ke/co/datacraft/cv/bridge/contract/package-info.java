/** Checks of the running bridge against openapi.yaml, made from openapi.yaml. */
package ke.co.datacraft.cv.bridge.contract;
