/**
 * The operator of {@code ComputerVision} resources. A resource becomes values of the chart, Helm
 * renders it, and the objects are applied; what a resource means and what the chart installs cannot
 * drift apart.
 */
package ke.co.datacraft.cv.kubernetes.operator;
