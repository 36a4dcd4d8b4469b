/** Pipelines: lists of steps that a request can ask for by name. */
package ke.co.datacraft.cv.operators.pipeline;
