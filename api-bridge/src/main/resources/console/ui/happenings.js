// Events and alerts in lists, and the frame that shows each best.
import {html, nothing, ref} from '../lib.js';
import '../picture.js';
import {address} from '../api.js';
import {colour} from '../palette.js';
import {number, percent, plural, rounded, seconds, time, words} from '../format.js';
import {openForm} from './dialog.js';
import {badge, severity} from './parts.js';

const kindNames = {
    track: 'Seen', zone: 'In a zone', line: 'Line crossed', loitering: 'Loitering', stationary: 'Standing still', left_object: 'Object left', removed_object: 'Object taken away', crowd: 'Crowd',
    speeding: 'Speeding', wrong_way: 'Wrong way',
};
export const kinds = Object.keys(kindNames);
export const kindName = kind => kindNames[kind] ?? words(kind);

/** Width of a thumbnail for its height. */
const THUMB = 72 / 44;

const evidenceOf = one => one.evidence ?? one.after?.evidence;
export const labelOf = one => one.label ?? one.labels?.[0];

let zonesById = new Map();
let ambiguous = new Set();

/** Zones by whose names lists speak of places. */
export function nameZones(zones) {
    const names = zones.map(one => one.name ?? one.id);
    zonesById = new Map(zones.map(one => [one.id, one]));
    ambiguous = new Set(names.filter((name, index) => names.indexOf(name) !== index));
}

export const nameOf = id => zonesById.get(id)?.name ?? id;

/** Name of a zone, with that of its source where several have the same. */
export const placeOf = id => (ambiguous.has(nameOf(id)) ? `${nameOf(id)} of ${zonesById.get(id).source_id}` : nameOf(id));

function sentence(event) {
    const what = words(event.label ?? 'object');
    const state = event.after;
    const place = event.zone_id ? nameOf(event.zone_id) : 'the picture';
    const lasted = state.seconds ? ` for ${seconds(state.seconds)}` : '';
    return ({
        track: `${what} ${event.end_time ? 'was' : 'is'} seen${lasted}`,
        zone: `${what} in ${place}${lasted}`,
        line: `${what} crossed ${place}${state.direction ? `, ${state.direction}` : ''}`,
        loitering: `${what} loitered in ${place}${lasted}`,
        stationary: `${what} stood still in ${place}${lasted}`,
        left_object: `${what} was left in ${place}`,
        removed_object: `${what} was taken away from ${place}`,
        crowd: `${state.count ? plural(state.count, 'object') : 'A crowd'} in ${place}`,
        speeding: `${what} at ${rounded(state.speed_kmh)} km/h in ${place}`,
        wrong_way: `${what} went the wrong way in ${place}`,
    })[event.kind] ?? words(event.kind);
}

/** The frame that shows an event or alert best, its way over it, and what is known of it. */
export function showEvidence(one) {
    const evidence = evidenceOf(one);
    const state = one.after ?? {};
    const image = evidence?.image ?? state.image;
    const box = evidence?.bbox ?? state.bbox;
    const scaled = points => points.map(([x, y]) => [x * image.width, y * image.height]);
    const zone = zonesById.get(one.zone_id);
    const shapes = !image ? [] : [
        ...(zone ? [{key: 'zone', kind: 'area', colour: 'c4', box: [0, 0, 0, 0], ...(zone.kind === 'line' ? {way: scaled(zone.points)} : {points: scaled(zone.points)})}] : []),
        ...(state.path?.length > 1 ? [{key: 'way', kind: 'way', colour: colour(labelOf(one)), box: [0, 0, 0, 0], way: scaled(state.path)}] : []),
        ...(box ? [{key: 'it', kind: 'object', colour: colour(labelOf(one)), box, tag: `${labelOf(one) ?? ''} ${percent(evidence?.confidence ?? state.top_confidence)}`}] : [])];
    openForm({
        title: headline(one),
        wide: true,
        content: () => html`${evidence && image ? html`<div class="stage card"><cv-picture .content=${{src: address(`images/${evidence.image_id}/content`).href, ...image, shapes, label: 'The frame that shows it best', tallest: '56vh'}}></cv-picture></div>` : evidence ? html`<img class="evidence" alt="The frame that shows it best" src=${address(`images/${evidence.image_id}/annotated`, {max_size: 1280}).href}>` : html`<p class="muted">No frame of it is kept.</p>`}
            <dl class="facts"><dt>Source</dt><dd>${one.source_id ? html`<a href="#/live/${encodeURIComponent(one.source_id)}">${one.source_id}</a>` : 'several'}</dd>
            ${one.rule_id ? html`<dt>Message</dt><dd>${one.message}</dd><dt>Severity</dt><dd>${severity(one.severity)}</dd><dt>Events</dt><dd>${number(one.count)}</dd>` : html`<dt>Kind</dt><dd>${kindName(one.kind)}</dd>`}
            ${one.zone_id ? html`<dt>Zone</dt><dd>${nameOf(one.zone_id)}</dd>` : nothing}
            ${one.track_id === undefined ? nothing : html`<dt>Track</dt><dd>#${one.track_id}</dd>`}
            ${state.entered_zones?.length ? html`<dt>Was in</dt><dd>${state.entered_zones.map(nameOf).join(', ')}</dd>` : nothing}
            <dt>Began</dt><dd>${time(one.start_time)}</dd><dt>Ended</dt><dd>${one.end_time ? time(one.end_time) : 'still going on'}</dd>
            ${state.top_confidence === undefined ? nothing : html`<dt>At best</dt><dd>${percent(state.top_confidence)} sure</dd>`}
            ${state.speed_kmh === undefined ? nothing : html`<dt>Speed</dt><dd>${rounded(state.speed_kmh)} km/h</dd>`}</dl>`,
    });
}

/** The part of a frame that a thumbnail shows: the object with what is around it, as wide as thumbnails are. */
function partOf([x, y, width, height], image) {
    const wide = Math.min(image.width, image.height * THUMB, Math.max(width * 1.6, height * 1.3 * THUMB, image.width / 5));
    const tall = wide / THUMB;
    const within = (middle, length, whole) => Math.min(Math.max(0, middle - length / 2), whole - length);
    return {left: within(x + width / 2, wide, image.width), top: within(y + height / 2, tall, image.height), wide, tall};
}

/** Places a picture behind the window of its thumbnail; attributes may hold no styles, properties may. */
function place(picture, {bbox, image}) {
    const {left, top, wide, tall} = partOf(bbox, image);
    picture.style.width = `${100 * image.width / wide}%`;
    picture.style.height = `${100 * image.height / tall}%`;
    picture.style.left = `${-100 * left / wide}%`;
    picture.style.top = `${-100 * top / tall}%`;
}

function thumbnail(evidence) {
    if (!evidence) {
        return html`<span class="thumb gone"></span>`;
    }
    // Quality has no place in the picture, so nothing is drawn on it.
    const src = address(`images/${evidence.image_id}/annotated`, {task: 'quality', max_size: 640}).href;
    return html`<span class="thumb"><img loading="lazy" alt="" src=${src} @error=${event => event.target.parentElement.classList.add('gone')}
        ${ref(picture => picture && evidence.bbox && evidence.image && place(picture, evidence))}></span>`;
}

/** What happened, in a line. */
export const headline = one => (one.rule_id ? one.rule_name ?? one.rule_id : sentence(one));

/** The source, and of an alert who and where and how often. */
function whereabouts(one) {
    const source = one.source_id ?? 'several sources';
    if (!one.rule_id) {
        return source;
    }
    const who = one.labels?.length ? one.labels.join(', ') : 'objects';
    return `${who}${one.zone_id ? ` at ${nameOf(one.zone_id)}` : ''}, ${source}, ${plural(one.count, 'event')}`;
}

/** An event or alert in a list; a click shows the frame that shows it best. */
export const happening = one => html`<li><button @click=${() => showEvidence(one)}>
    ${thumbnail(evidenceOf(one))}
    <span class="what"><span class="break"><span class="swatch ${colour(labelOf(one))}"></span> ${headline(one)}</span><span class="small muted">${whereabouts(one)}</span></span>
    <span class="row">${one.severity ? severity(one.severity) : nothing}${one.end_time ? nothing : badge(['info', 'clock', 'going on'])}</span>
    <span class="small muted when">${time(one.start_time)}</span></button></li>`;
