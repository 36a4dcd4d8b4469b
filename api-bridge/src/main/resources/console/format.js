// Numbers with units, times with zones; everything a person reads passes here.
import {html} from './lib.js';

const count = new Intl.NumberFormat();
const decimal = new Intl.NumberFormat(undefined, {maximumFractionDigits: 1});
const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit'});
const day = new Intl.DateTimeFormat(undefined, {year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit'});
const MISSING = '–';

export const number = value => (value === null || value === undefined ? MISSING : count.format(value));
export const rounded = value => (value === null || value === undefined ? MISSING : decimal.format(value));
export const plural = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;

/** 0..1 as per cent. */
export const percent = (value, digits = 0) =>
    value === null || value === undefined ? MISSING : `${(100 * value).toFixed(digits)} %`;

/** Milliseconds in the unit that keeps two or three digits. */
export function milliseconds(value) {
    if (value === null || value === undefined) {
        return MISSING;
    }
    if (value < 10) {
        return `${value.toFixed(1)} ms`;
    }
    return value < 1000 ? `${Math.round(value)} ms` : seconds(value / 1000);
}

/** Seconds as "4.2 s", "3 min 20 s", "2 h 5 min". */
export function seconds(value) {
    if (value === null || value === undefined) {
        return MISSING;
    }
    if (value < 60) {
        return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
    }
    const whole = Math.round(value);
    if (whole < 3600) {
        return `${Math.floor(whole / 60)} min ${whole % 60} s`;
    }
    if (whole < 172800) {
        return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
    }
    return `${Math.floor(whole / 86400)} days`;
}

export function bytes(value) {
    if (value === null || value === undefined) {
        return MISSING;
    }
    const units = ['B', 'KB', 'MB', 'GB', 'TB'];
    let unit = 0;
    let size = value;
    while (size >= 1000 && unit < units.length - 1) {
        size /= 1000;
        unit += 1;
    }
    return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

const isToday = date => date.toDateString() === new Date().toDateString();

/** Local time, the day only where it is not today; UTC in the title. */
export function time(value) {
    if (!value) {
        return MISSING;
    }
    const date = new Date(value);
    if (Number.isNaN(date.getTime())) {
        return value;
    }
    return html`<time class="nowrap" datetime=${date.toISOString()} title=${`${date.toISOString()} (UTC)`}>${isToday(date) ? clock.format(date) : day.format(date)}</time>`;
}

/** How long ago, in whole seconds and up; its title tells when. */
export function age(value, now = Date.now()) {
    if (!value) {
        return MISSING;
    }
    const date = new Date(value);
    const passed = Math.max(0, Math.round((now - date.getTime()) / 1000));
    const text = passed < 1 ? 'now' : passed < 60 ? `${passed} s ago` : `${seconds(passed)} ago`;
    return html`<time class="nowrap" datetime=${date.toISOString()} title=${`${day.format(date)} local, ${date.toISOString()} (UTC)`}>${text}</time>`;
}

const said = {
    ocr: 'Text', 'face detection': 'Faces', barcode: 'Barcodes', 'object detection': 'Objects', 'image classification': 'Classes',
    rtsp: 'RTSP camera', 'http mjpeg': 'MJPEG over HTTP', hls: 'HLS stream', file: 'Video file', folder: 'Folder of pictures', simulator: 'Simulated scene',
    'invalid json': 'Invalid JSON',
};

/** "object_detection" as people say it. */
export function words(name) {
    const text = String(name ?? '').replaceAll('_', ' ').toLowerCase();
    return said[text] ?? (text ? text[0].toUpperCase() + text.slice(1) : MISSING);
}

/** The name at the end of a URI, readable. */
export function fileName(uri) {
    const last = String(uri ?? '').split(/[?#]/)[0].split('/').filter(Boolean).pop() ?? '';
    try {
        return decodeURIComponent(last);
    } catch {
        return last;
    }
}

export const shortId = id => html`<span class="mono" title=${id}>${String(id).slice(0, 8)}</span>`;
