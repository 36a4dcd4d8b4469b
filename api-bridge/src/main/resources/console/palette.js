// A colour for each label, always the same one. Frequent labels have a colour of their own; others share by hash.
const own = {person: 0, car: 1, bicycle: 2, bus: 3, truck: 5, motorcycle: 6, dog: 7, cat: 9, pedestrian: 0, cyclist: 2, van: 10, face: 6, barcode: 2, word: 4, line: 4, text: 4};
const COLOURS = 12;

/** Class name c0..c11 of components.css. */
export function colour(label) {
    const text = String(label ?? '').toLowerCase();
    if (Object.hasOwn(own, text)) {
        return `c${own[text]}`;
    }
    let value = 0x811c9dc5;
    for (const character of text) {
        value = Math.imul(value ^ character.codePointAt(0), 0x01000193) >>> 0;
    }
    return `c${value % COLOURS}`;
}

const ORDER = [4, 5, 2, 8, 6, 1, 0, 7, 9, 10, 3, 11];

/** Colours of things that have none of their own, such as the lines of a chart: the first ones differ most. */
export const nth = index => `c${ORDER[index % COLOURS]}`;
