/**
 * Dynamic batching in the terms of NVIDIA's Triton server: requests that wait at the same time
 * share a run. Pure: knows neither models nor pictures, and its clock is handed in.
 */
package ke.co.datacraft.cv.inference.batch;
