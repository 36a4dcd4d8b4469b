/**
 * HTTP in and out. {@code openapi.yaml} decides which routes there are, who may use them and what a
 * request may hold; handlers see requests that keep to it.
 */
package ke.co.datacraft.cv.bridge.http;
