// Results of the contract as one list of findings: what a table shows and a picture draws.
import {colour} from './palette.js';
import {words} from './format.js';

const around = points => {
    const xs = points.map(point => point[0]);
    const ys = points.map(point => point[1]);
    const left = Math.min(...xs);
    const top = Math.min(...ys);
    return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
};
const sure = value => `${Math.round(100 * value)} %`;

function ofTask(result, index) {
    const common = (part, number) => ({key: `${index}-${part}-${number}`, group: index, task: result.task, region: result.region});
    const object = (one, number) => ({...common('o', number), kind: 'object', label: one.label, text: one.label, track: one.track_id, confidence: one.confidence, box: one.bbox,
        tag: `${one.label}${one.track_id === undefined ? '' : ` #${one.track_id}`} ${sure(one.confidence)}`});
    const face = (one, number) => ({...common('f', number), kind: 'face', label: 'face', text: `Face ${number + 1}`, confidence: one.confidence, box: one.bbox, dots: one.landmarks, tag: `face ${sure(one.confidence)}`});
    const barcode = (one, number) => ({...common('b', number), kind: 'barcode', label: one.symbology, text: one.content, box: around(one.corners), points: one.corners, tag: `${one.symbology} ${one.content}`.slice(0, 40)});
    const word = (one, number) => ({...common('w', number), kind: 'word', label: 'word', text: one.text, confidence: one.confidence, box: one.bbox, tag: one.text, always: false});
    return [
        ...(result.objects ?? []).map(object),
        ...(result.faces ?? []).map(face),
        ...(result.barcodes ?? []).filter(one => one.corners.length > 0).map(barcode),
        ...(result.text?.words ?? []).map(word),
    ].map(one => ({...one, colour: colour(one.kind === 'object' ? one.label : one.kind)}));
}

/** Everything with a place in the picture, task by task. */
export const findings = result => result.tasks.flatMap(ofTask);

/** The boxes of a result's message on the event stream, which tells it in brief. */
export const boxesOf = event => event.boxes.map((one, index) => ({
    key: `${one.kind}-${one.track_id ?? `n${index}`}`, kind: one.kind, label: one.label ?? one.kind, track: one.track_id, confidence: one.confidence, box: one.bbox,
    colour: colour(one.kind === 'object' ? one.label : one.kind),
    tag: `${one.label ?? one.kind}${one.track_id === undefined ? '' : ` #${one.track_id}`}${one.confidence === undefined ? '' : ` ${sure(one.confidence)}`}`,
}));

/** Large ones first, so that small ones can be pointed at. */
export const bySize = list => [...list].sort((one, other) => other.box[2] * other.box[3] - one.box[2] * one.box[3]);

/** Name of a task as it stands in a result: "Text", "Text in car 2". */
export function taskName(result) {
    const name = words(result.task);
    return result.region ? `${name} in ${result.region.label ?? result.region.step} ${result.region.index + 1}` : name;
}

/** Address of the picture alone: the file where browsers show it, else drawn by the bridge. */
export function pictureOf(result, address) {
    return ['JPEG', 'PNG', 'WEBP', 'GIF', 'BMP'].includes(result.file.format)
        ? address(`images/${result.image_id}/content`).href
        // Quality has no place in the picture, so nothing is drawn on it.
        : address(`images/${result.image_id}/annotated`, {task: 'quality', max_size: 2400}).href;
}
