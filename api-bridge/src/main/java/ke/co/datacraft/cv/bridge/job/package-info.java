/** Jobs: submitted once however often a request comes, listed, cancelled, retried, removed. */
package ke.co.datacraft.cv.bridge.job;
