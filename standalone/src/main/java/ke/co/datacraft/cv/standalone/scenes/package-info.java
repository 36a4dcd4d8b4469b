/**
 * Street crossings as fixed cameras see them, drawn with exact truth. A scene is a seed; its
 * picture is a function of the time. The model {@code street-objects} learned from these pictures
 * and from nothing else.
 */
package ke.co.datacraft.cv.standalone.scenes;
