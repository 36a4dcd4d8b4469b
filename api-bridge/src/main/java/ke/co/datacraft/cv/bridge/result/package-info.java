/** Results of jobs: as they were told, filtered, and as COCO, CSV, hOCR and text. */
package ke.co.datacraft.cv.bridge.result;
