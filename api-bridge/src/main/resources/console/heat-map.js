// Where objects stood in a source's picture, laid over its last frame.
import {html, nothing, render} from './lib.js';
import {address} from './api.js';
import {rounded} from './format.js';

const decimal = new Intl.NumberFormat(undefined, {maximumSignificantDigits: 2});
// From thin yellow to thick red: the more, the less of the frame shows through.
const stops = [[255, 221, 87, 0], [255, 196, 61, 130], [245, 120, 32, 190], [190, 20, 32, 225]];

/** Colour of a share 0..1 of the most; small shares are lifted, since one parked car outweighs all that passes. */
function colourOf(share) {
    const place = Math.sqrt(share) * (stops.length - 1);
    const index = Math.min(stops.length - 2, Math.floor(place));
    return stops[index].map((from, part) => Math.round(from + (stops[index + 1][part] - from) * (place - index)));
}

/**
 * Element cv-heat-map. Property content: {source {id, name, status?}, map {columns, rows, frames, cells} or null}. Tells the
 * number under the pointer; without a stored frame the ground is dark.
 */
class HeatMap extends HTMLElement {
    #under = null;
    #failed = null;

    set content(values) {
        Object.assign(this, values);
        queueMicrotask(() => this.draw());
    }

    get #most() {
        return this.map.cells.reduce((one, other) => Math.max(one, other), 0);
    }

    #mean(cells) {
        return `${decimal.format(cells / Math.max(1, this.map.frames))} at once on average`;
    }

    #paint() {
        const {columns, rows, cells} = this.map;
        const canvas = this.querySelector('canvas');
        canvas.width = columns;
        canvas.height = rows;
        const most = this.#most || 1;
        const pixels = new ImageData(columns, rows);
        cells.forEach((value, place) => pixels.data.set(colourOf(value / most), 4 * place));
        canvas.getContext('2d').putImageData(pixels, 0, 0);
    }

    #point(event) {
        const area = event.currentTarget.getBoundingClientRect();
        this.#under = [(event.clientX - area.left) / area.width, (event.clientY - area.top) / area.height];
        this.draw();
    }

    /** Objects in the cell under the pointer, also when another map comes under it. */
    get #pointed() {
        const {columns, rows, cells} = this.map;
        const cell = (share, count) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
        return cells[cell(this.#under[1], rows) * columns + cell(this.#under[0], columns)];
    }

    #leave() {
        this.#under = null;
        this.draw();
    }

    /** The same in words. */
    get #words() {
        const most = this.#most;
        const place = this.map.cells.indexOf(most);
        const across = (place % this.map.columns + 0.5) / this.map.columns;
        const down = (Math.floor(place / this.map.columns) + 0.5) / this.map.rows;
        return most ? `Most stood ${rounded(100 * across)} % from the left and ${rounded(100 * down)} % from the top: ${this.#mean(most)}.` : 'Nothing stood anywhere.';
    }

    draw() {
        if (!this.isConnected || !this.map) {
            return;
        }
        const frame = this.source.status?.last_frame_uri;
        const src = frame && frame !== this.#failed ? address(`sources/${encodeURIComponent(this.source.id)}/snapshot`, {max_size: 960}).href : null;
        render(html`<div class="ground ${src ? '' : 'bare'}" role="img" aria-label=${`${this.source.name ?? this.source.id}: ${this.#words}`} @pointermove=${event => this.#point(event)} @pointerleave=${() => this.#leave()}>
                ${src ? html`<img src=${src} alt="" @error=${() => {
                    this.#failed = frame;
                    this.draw();
                }}>` : nothing}<canvas></canvas></div>
            <div class="row scale"><span class="muted small">none</span><span class="ramp"></span><span class="muted small">${this.#mean(this.#most)}</span></div>
            <p class="muted small">${this.#under === null ? this.#words : `Under the pointer: ${this.#mean(this.#pointed)}.`}</p>`, this);
        this.#paint();
    }
}

customElements.define('cv-heat-map', HeatMap);
