/** Rules over events, and the alerts that they make. */
package ke.co.datacraft.cv.operators.analytics.alert;
