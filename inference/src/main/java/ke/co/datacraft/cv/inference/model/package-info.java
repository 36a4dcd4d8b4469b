/**
 * Which models there are and what they need: manifests, the repository that finds and checks them,
 * and what can be read from a bare ONNX file.
 */
package ke.co.datacraft.cv.inference.model;
