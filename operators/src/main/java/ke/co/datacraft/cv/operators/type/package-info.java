/** How our records travel between tasks and rest in state: as JSON, never through Kryo. */
package ke.co.datacraft.cv.operators.type;
