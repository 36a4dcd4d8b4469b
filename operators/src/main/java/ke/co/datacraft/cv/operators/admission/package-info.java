/** From raw records to references and commands that can be trusted, or to dead letters. */
package ke.co.datacraft.cv.operators.admission;
