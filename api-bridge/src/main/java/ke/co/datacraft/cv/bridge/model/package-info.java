/** Which versions of models serve, and which are known. */
package ke.co.datacraft.cv.bridge.model;
