// Draws and edits zones and lines on a frame, by mouse, touch and keys. Points are shares of the picture.
import {html, nothing, render, repeat, svg} from './lib.js';

const NEAR = 12;
const SMALL_STEP = 0.005;
const STEP = 0.02;
const arrows = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
const within = value => Math.min(1, Math.max(0, value));
const rounded = value => Math.round(within(value) * 10000) / 10000;
const percent = value => `${(100 * value).toFixed(1)} %`;

/** What can be drawn: how many points it needs and takes, and what to do. */
const KEYS = 'Keys: arrows move the cross, space sets a point, Backspace takes one back, Escape gives up.';
const modes = {
    polygon: {least: 3, most: Infinity, hint: `Set the corners; the first one again, or Enter, closes the area. ${KEYS}`},
    line: {least: 2, most: 2, hint: `Set the first and the second point. ${KEYS}`},
    calibration: {least: 4, most: 4, hint: `Set four points of the ground whose distances you know, in order around, such as the corners of a marking. ${KEYS}`},
    travel: {least: 2, most: 2, hint: `Set where objects come from and where they go. ${KEYS}`},
};
const partNames = {points: 'Point', calibration: 'Ground point', travel: 'Way'};

/** The points of a zone by what they are for; those that it has not are absent. */
const partsOf = zone => Object.entries({points: zone.points, calibration: zone.calibration?.image, travel: zone.travel && [zone.travel.from, zone.travel.to]}).filter(([, points]) => points);

/**
 * Element cv-zone-editor. Property content: {src, width, height, zones [{id, name, kind, points, calibration?, travel?,
 * colour}], selected, mode (null or a name of modes), readOnly}. Events: "choose" {detail: id or null}, "edit" {detail:
 * {part, points} of the selected one, part being "points", "calibration" or "travel"}, "drawn" {detail: points}, "abandon".
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

    #add(point) {
        if (this.mode === 'polygon' && this.#drawn.length >= 3 && this.#isNear(point, this.#drawn[0])) {
            this.#finish();
            return;
        }
        if (!this.#drawn.length || !this.#isNear(point, this.#drawn.at(-1))) {
            this.#drawn = [...this.#drawn, point];
        }
        if (this.#drawn.length === modes[this.mode].most) {
            this.#finish();
        } else {
            this.draw();
        }
    }

    #finish() {
        if (this.#drawn.length >= modes[this.mode].least) {
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

    #pressPoint(event, part, index) {
        const points = this.#pointsOf(part);
        const canGrow = part === 'points' && this.zone.kind === 'polygon';
        if (arrows[event.key]) {
            const step = event.shiftKey ? SMALL_STEP : STEP;
            this.#move(part, index, points[index].map((value, axis) => value + step * arrows[event.key][axis]));
        } else if ((event.key === 'Delete' || event.key === 'Backspace') && canGrow && points.length > 3) {
            this.#edit(part, points.filter((_, place) => place !== index));
            this.#focusPoint(Math.max(0, index - 1));
        } else if ((event.key === 'Insert' || event.key === '+') && canGrow) {
            const after = points[(index + 1) % points.length];
            this.#edit(part, points.toSpliced(index + 1, 0, [rounded((points[index][0] + after[0]) / 2), rounded((points[index][1] + after[1]) / 2)]));
            this.#focusPoint(index + 1);
        } else {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
    }

    #focusPoint(index) {
        requestAnimationFrame(() => requestAnimationFrame(() => this.querySelectorAll('.corner[data-part="points"]')[index]?.focus()));
    }

    get zone() {
        return this.zones.find(one => one.id === this.selected);
    }

    #pointsOf(part) {
        return partsOf(this.zone).find(([name]) => name === part)[1];
    }

    #edit(part, points) {
        this.#tell('edit', {part, points});
    }

    #move(part, index, point) {
        this.#edit(part, this.#pointsOf(part).map((old, place) => (place === index ? point.map(rounded) : old)));
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
        const corner = target.closest('[data-point]')?.dataset;
        const middle = target.closest('[data-middle]')?.dataset.middle;
        if (middle !== undefined) {
            this.#edit('points', this.zone.points.toSpliced(Number(middle) + 1, 0, point));
            this.#drag = {part: 'points', index: Number(middle) + 1};
        } else {
            this.#drag = corner ? {part: corner.part, index: Number(corner.point)} : {from: point, points: this.zone.points};
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
            this.#move(this.#drag.part, this.#drag.index, point);
        } else if (this.#drag) {
            const {from, points} = this.#drag;
            const shift = [0, 1].map(axis => {
                const wanted = point[axis] - from[axis];
                const values = points.map(one => one[axis]);
                return Math.min(1 - Math.max(...values), Math.max(-Math.min(...values), wanted));
            });
            this.#edit('points', points.map(one => one.map((value, axis) => rounded(value + shift[axis]))));
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
            ${chosen ? this.#ground(zone) : nothing}${chosen ? this.#way(zone) : nothing}
            <text class="name" x=${Math.min(x, this.width - 60 * this.unit)} y=${Math.max(y - 8 * this.unit, 14 * this.unit)} font-size=${13 * this.unit}>${zone.name ?? zone.id}</text>
            ${chosen && !this.readOnly && !this.mode ? this.#handles(zone) : nothing}</g>`;
    }

    /** The four points whose places on the ground are known. */
    #ground({calibration}) {
        return calibration ? svg`<polygon class="ground" points=${calibration.image.map(point => this.#place(point).join(',')).join(' ')} />` : nothing;
    }

    /** The way in which objects should go. */
    #way({travel}) {
        if (!travel) {
            return nothing;
        }
        const [[x1, y1], [x2, y2]] = [travel.from, travel.to].map(this.#place);
        const length = Math.hypot(x2 - x1, y2 - y1) || 1;
        const [ux, uy] = [(x2 - x1) / length * 14 * this.unit, (y2 - y1) / length * 14 * this.unit];
        return svg`<line class="travel" x1=${x1} y1=${y1} x2=${x2} y2=${y2} />
            <polygon class="head-of-arrow" points="${x2 + ux},${y2 + uy} ${x2 - uy / 2},${y2 + ux / 2} ${x2 + uy / 2},${y2 - ux / 2}" />`;
    }

    #handles(zone) {
        const middles = zone.kind === 'polygon' ? zone.points.map((point, index) => {
            const after = zone.points[(index + 1) % zone.points.length];
            const [x, y] = this.#place([(point[0] + after[0]) / 2, (point[1] + after[1]) / 2]);
            return svg`<circle class="middle" data-middle=${index} cx=${x} cy=${y} r=${5 * this.unit} />`;
        }) : nothing;
        return svg`${middles}${partsOf(zone).map(([part, points]) => points.map((point, index) => this.#corner(zone, part, points, index)))}`;
    }

    #corner(zone, part, points, index) {
        const [x, y] = this.#place(points[index]);
        const name = `${partNames[part]} ${index + 1} of ${points.length} of ${zone.name ?? zone.id}`;
        return svg`<circle class="corner ${part}" data-part=${part} data-point=${index} cx=${x} cy=${y} r=${7 * this.unit} tabindex="0" role="button"
            aria-label="${name}, ${percent(points[index][0])} from the left, ${percent(points[index][1])} from the top. Arrows move it." @keydown=${event => this.#pressPoint(event, part, index)} />
            ${part === 'calibration' ? svg`<text class="number" x=${x} y=${y} font-size=${10 * this.unit} text-anchor="middle" dominant-baseline="central">${index + 1}</text>` : nothing}`;
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
        return modes[this.mode]?.hint ?? '';
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
