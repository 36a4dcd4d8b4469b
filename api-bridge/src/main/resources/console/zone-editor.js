// Draws and edits zones and lines on a frame, by mouse, touch and keys. Points are shares of the picture.
import {html, nothing, render, repeat, svg} from './lib.js';

const NEAR = 12;
const SMALL_STEP = 0.005;
const STEP = 0.02;
const arrows = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
const within = value => Math.min(1, Math.max(0, value));
const rounded = value => Math.round(within(value) * 10000) / 10000;
const percent = value => `${(100 * value).toFixed(1)} %`;

/**
 * Element cv-zone-editor. Property content: {src, width, height, zones [{id, name, kind, points, colour}], selected,
 * mode (null, "polygon" or "line"), readOnly}. Events: "choose" {detail: id or null}, "edit" {detail: points of the
 * selected one}, "drawn" {detail: points}, "abandon".
 */
class ZoneEditor extends HTMLElement {
    #drawn = [];
    #cursor = [0.5, 0.5];
    #hover = null;
    #keys = false;
    #drag = null;
    #failed = '';

    set content(values) {
        if (values.mode !== this.mode) {
            this.#drawn = [];
            this.#hover = null;
            this.#keys = false;
        }
        Object.assign(this, values);
        this.draw();
    }

    connectedCallback() {
        this.observer ??= new ResizeObserver(() => this.draw());
        this.observer.observe(this);
    }

    disconnectedCallback() {
        this.observer.disconnect();
    }

    get unit() {
        return this.width / (this.clientWidth || 800);
    }

    #tell(type, detail) {
        this.dispatchEvent(new CustomEvent(type, {detail}));
    }

    #at(event) {
        const area = this.querySelector('.canvas').getBoundingClientRect();
        return [rounded((event.clientX - area.left) / area.width), rounded((event.clientY - area.top) / area.height)];
    }

    #isNear(point, other) {
        const scale = this.clientWidth || 800;
        return Math.hypot((point[0] - other[0]) * scale, (point[1] - other[1]) * scale * this.height / this.width) < NEAR;
    }

    get #needed() {
        return this.mode === 'line' ? 2 : 3;
    }

    #add(point) {
        if (this.mode === 'polygon' && this.#drawn.length >= 3 && this.#isNear(point, this.#drawn[0])) {
            this.#finish();
            return;
        }
        if (!this.#drawn.length || !this.#isNear(point, this.#drawn.at(-1))) {
            this.#drawn = [...this.#drawn, point];
        }
        if (this.mode === 'line' && this.#drawn.length === 2) {
            this.#finish();
        } else {
            this.draw();
        }
    }

    #finish() {
        if (this.#drawn.length >= this.#needed) {
            const points = this.#drawn;
            this.#drawn = [];
            this.#hover = null;
            this.#tell('drawn', points);
        }
    }

    /** Drawing by keys: arrows move a cross, the space bar sets a point, Enter ends. */
    #drawByKeys(event) {
        if (arrows[event.key]) {
            const step = event.shiftKey ? SMALL_STEP : STEP;
            this.#cursor = this.#cursor.map((value, axis) => rounded(value + step * arrows[event.key][axis]));
            this.#hover = this.#cursor;
            this.#keys = true;
        } else if (event.key === ' ') {
            this.#keys = true;
            this.#add(this.#cursor);
        } else if (event.key === 'Enter') {
            this.#finish();
        } else if (event.key === 'Backspace') {
            this.#drawn = this.#drawn.slice(0, -1);
        } else if (event.key === 'Escape') {
            this.#drawn = [];
            this.#tell('abandon');
        } else {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
        this.draw();
    }

    #press(event) {
        if (this.mode) {
            this.#drawByKeys(event);
        } else if (event.key === 'Escape' && this.selected) {
            this.#tell('choose', null);
        }
    }

    #pressPoint(event, index) {
        const {points, kind} = this.zone;
        if (arrows[event.key]) {
            const step = event.shiftKey ? SMALL_STEP : STEP;
            this.#move(index, points[index].map((value, axis) => value + step * arrows[event.key][axis]));
        } else if ((event.key === 'Delete' || event.key === 'Backspace') && kind === 'polygon' && points.length > 3) {
            this.#tell('edit', points.filter((_, place) => place !== index));
            this.#focusPoint(Math.max(0, index - 1));
        } else if ((event.key === 'Insert' || event.key === '+') && kind === 'polygon') {
            const after = points[(index + 1) % points.length];
            this.#tell('edit', points.toSpliced(index + 1, 0, [rounded((points[index][0] + after[0]) / 2), rounded((points[index][1] + after[1]) / 2)]));
            this.#focusPoint(index + 1);
        } else {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
    }

    #focusPoint(index) {
        requestAnimationFrame(() => requestAnimationFrame(() => this.querySelectorAll('.corner')[index]?.focus()));
    }

    get zone() {
        return this.zones.find(one => one.id === this.selected);
    }

    #move(index, point) {
        this.#tell('edit', this.zone.points.map((old, place) => (place === index ? point.map(rounded) : old)));
    }

    #down(event) {
        if (event.button !== 0) {
            return;
        }
        const point = this.#at(event);
        const target = event.target;
        if (this.mode) {
            this.#keys = false;
            this.#add(point);
            event.preventDefault();
            this.querySelector('.canvas').focus({preventScroll: true});
            return;
        }
        const id = target.closest('[data-zone]')?.dataset.zone ?? null;
        if (id !== this.selected) {
            this.#tell('choose', id);
            return;
        }
        if (this.readOnly || !id) {
            return;
        }
        const place = target.closest('[data-point]')?.dataset.point;
        const middle = target.closest('[data-middle]')?.dataset.middle;
        if (middle !== undefined) {
            this.#tell('edit', this.zone.points.toSpliced(Number(middle) + 1, 0, point));
            this.#drag = {index: Number(middle) + 1};
        } else {
            this.#drag = place === undefined ? {from: point, points: this.zone.points} : {index: Number(place)};
        }
        this.querySelector('.canvas').setPointerCapture(event.pointerId);
    }

    #over(event) {
        const point = this.#at(event);
        if (this.mode) {
            this.#hover = point;
            this.#keys = false;
            this.draw();
        } else if (this.#drag?.index !== undefined) {
            this.#move(this.#drag.index, point);
        } else if (this.#drag) {
            const {from, points} = this.#drag;
            const shift = [0, 1].map(axis => {
                const wanted = point[axis] - from[axis];
                const values = points.map(one => one[axis]);
                return Math.min(1 - Math.max(...values), Math.max(-Math.min(...values), wanted));
            });
            this.#tell('edit', points.map(one => one.map((value, axis) => rounded(value + shift[axis]))));
        }
    }

    #place = ([x, y]) => [x * this.width, y * this.height];

    /** From the left of a line to its right, seen from its first point: the way that counts as in. */
    #arrow(zone) {
        const [[x1, y1], [x2, y2]] = zone.points.map(this.#place);
        const length = Math.hypot(x2 - x1, y2 - y1) || 1;
        const size = 22 * this.unit;
        const [nx, ny] = [-(y2 - y1) / length, (x2 - x1) / length];
        const [mx, my] = [(x1 + x2) / 2, (y1 + y2) / 2];
        const tip = [mx + nx * size * 1.6, my + ny * size * 1.6];
        const [tx, ty] = [(x2 - x1) / length * size * 0.4, (y2 - y1) / length * size * 0.4];
        const base = [mx + nx * size, my + ny * size];
        return svg`<line class="direction" x1=${mx} y1=${my} x2=${base[0]} y2=${base[1]} />
            <polygon class="head-of-arrow" points="${tip.join(',')} ${base[0] + tx},${base[1] + ty} ${base[0] - tx},${base[1] - ty}" />
            <text class="way" x=${tip[0] + nx * 10 * this.unit} y=${tip[1] + ny * 10 * this.unit} font-size=${12 * this.unit} text-anchor="middle" dominant-baseline="middle">in</text>`;
    }

    #shape(zone) {
        const points = zone.points.map(point => this.#place(point).join(',')).join(' ');
        const chosen = zone.id === this.selected;
        const [x, y] = this.#place(zone.points.reduce((best, point) => (point[1] < best[1] ? point : best)));
        const body = zone.kind === 'line'
            ? svg`<polyline class="halo" points=${points} /><polyline class="edge" points=${points} /><polyline class="reach" points=${points} />${this.#arrow(zone)}`
            : svg`<polygon class="halo" points=${points} /><polygon class="edge" points=${points} />`;
        return svg`<g class="zone ${zone.colour} ${zone.kind} ${chosen ? 'chosen' : ''} ${zone.enabled === false ? 'paused' : ''}" data-zone=${zone.id}>${body}
            <text class="name" x=${Math.min(x, this.width - 60 * this.unit)} y=${Math.max(y - 8 * this.unit, 14 * this.unit)} font-size=${13 * this.unit}>${zone.name ?? zone.id}</text>
            ${chosen && !this.readOnly && !this.mode ? this.#handles(zone) : nothing}</g>`;
    }

    #handles(zone) {
        const middles = zone.kind === 'polygon' ? zone.points.map((point, index) => {
            const after = zone.points[(index + 1) % zone.points.length];
            const [x, y] = this.#place([(point[0] + after[0]) / 2, (point[1] + after[1]) / 2]);
            return svg`<circle class="middle" data-middle=${index} cx=${x} cy=${y} r=${5 * this.unit} />`;
        }) : nothing;
        return svg`${middles}${zone.points.map((point, index) => {
            const [x, y] = this.#place(point);
            return svg`<circle class="corner" data-point=${index} cx=${x} cy=${y} r=${7 * this.unit} tabindex="0" role="button"
                aria-label="Point ${index + 1} of ${zone.points.length} of ${zone.name ?? zone.id}, ${percent(point[0])} from the left, ${percent(point[1])} from the top. Arrows move it." @keydown=${event => this.#pressPoint(event, index)} />`;
        })}`;
    }

    #drawing() {
        const points = this.#hover ? [...this.#drawn, this.#hover] : this.#drawn;
        const text = points.map(point => this.#place(point).join(',')).join(' ');
        const [x, y] = this.#place(this.#cursor);
        const arm = 14 * this.unit;
        return svg`<g class="drawing"><polyline class="halo" points=${text} /><polyline class="edge" points=${text} />
            ${this.#drawn.map((point, index) => {
                const [cx, cy] = this.#place(point);
                return svg`<circle class="corner ${index === 0 && this.#drawn.length >= 3 ? 'closes' : ''}" cx=${cx} cy=${cy} r=${6 * this.unit} />`;
            })}
            ${this.#keys ? svg`<path class="cross" d="M${x - arm} ${y}H${x + arm}M${x} ${y - arm}V${y + arm}" />` : nothing}</g>`;
    }

    get #hint() {
        if (this.mode === 'line') {
            return 'Set the first and the second point. Keys: arrows move the cross, space sets a point, Escape gives up.';
        }
        return this.mode ? 'Set the corners; the first one again, or Enter, closes the area. Keys: arrows move the cross, space sets a corner, Backspace takes one back, Escape gives up.' : '';
    }

    draw() {
        if (!this.width || !this.zones) {
            return;
        }
        const ordered = [...this.zones].sort((one, other) => (one.id === this.selected) - (other.id === this.selected));
        render(html`<div class="canvas ${this.mode ? 'draws' : ''}" tabindex="0" data-keys role="application" aria-label="Zones on the picture" aria-describedby="editor-hint"
                @keydown=${event => this.#press(event)} @pointerdown=${event => this.#down(event)} @pointermove=${event => this.#over(event)}
                @pointerup=${() => { this.#drag = null; }} @pointercancel=${() => { this.#drag = null; }} @dblclick=${() => this.mode && this.#finish()}>
            ${this.src && this.#failed !== this.src ? html`<img src=${this.src} alt="" draggable="false" @error=${() => {
                this.#failed = this.src;
                this.draw();
            }}>` : html`<span class="none">No frame yet; zones can be drawn all the same</span>`}
            <svg viewBox="0 0 ${this.width} ${this.height}" preserveAspectRatio="none">${repeat(ordered, one => one.id, one => this.#shape(one))}${this.mode ? this.#drawing() : nothing}</svg>
        </div><p class="hint" id="editor-hint" ?hidden=${!this.mode} role="status">${this.#hint}</p>`, this);
        this.querySelector('.canvas').style.aspectRatio = `${this.width} / ${this.height}`;
    }

    /** Puts the focus where keys draw. */
    begin() {
        this.querySelector('.canvas')?.focus();
    }
}

customElements.define('cv-zone-editor', ZoneEditor);
