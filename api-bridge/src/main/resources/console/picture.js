// A picture with what was found on it: nearer, further, moved; shapes are SVG in pixels of the picture.
import {html, nothing, render, repeat, svg} from './lib.js';
import {symbol} from './ui/symbols.js';

const STEP = 1.4;
const LARGEST = 16;

/** Black or white under a label's words is decided by the class's colours in components.css. */
function shape(item, chosen, unit) {
    const classes = `shape ${item.colour} ${item.kind} ${chosen ? 'chosen' : ''}`;
    const joined = points => points.map(point => point.join(',')).join(' ');
    const outline = item.way
        ? part => svg`<polyline class=${part} points=${joined(item.way)} />`
        : item.points
            ? part => svg`<polygon class=${part} points=${joined(item.points)} />`
            : part => svg`<rect class=${part} x=${item.box[0]} y=${item.box[1]} width=${item.box[2]} height=${item.box[3]} />`;
    return svg`<g class=${classes} data-key=${item.key}>
        ${outline('halo')}${outline('edge')}
        ${item.dots?.map(([x, y]) => svg`<circle class="dot" cx=${x} cy=${y} r=${3 * unit} />`) ?? nothing}
    </g>`;
}

const ruler = document.createElement('canvas').getContext('2d');
const lengths = new Map();

/** Pixels that a tag takes; measured once for each text. */
function lengthOf(text) {
    if (!lengths.has(text)) {
        ruler.font = `600 11.5px ${getComputedStyle(document.body).fontFamily}`;
        if (lengths.size > 5000) {
            lengths.clear();
        }
        lengths.set(text, ruler.measureText(text).width);
    }
    return lengths.get(text);
}

const TAG_HEIGHT = 16;
const overlap = (one, other) => one.left < other.left + other.length && other.left < one.left + one.length && one.top < other.top + other.height && other.top < one.top + one.height;

/** Where a tag goes: above its shape, or in it at the picture's edge. */
function placeOf(item, unit, width) {
    const [x, y] = item.box;
    const height = TAG_HEIGHT * unit;
    const length = (lengthOf(item.tag) + 8) * unit;
    return {item, left: Math.max(0, Math.min(x, width - length)), top: y >= height ? y - height : y, length, height};
}

/** Tags that can be read: of those that would lie over each other the first in order, and always the chosen one. */
function tagsOf(shapes, chosen, unit, width) {
    const placed = [];
    const tagged = shapes.filter(item => item.tag && (item.always !== false || item === chosen));
    for (const tag of [...tagged].sort((one, other) => (other === chosen) - (one === chosen)).map(item => placeOf(item, unit, width))) {
        if (!placed.some(one => overlap(one, tag))) {
            placed.push(tag);
        }
    }
    return placed;
}

const drawTag = ({item, left, top, length, height}, chosen, unit) => svg`<g class="tag ${item.kind} ${item.colour} ${chosen ? 'chosen' : ''}" data-key=${item.key}><rect x=${left} y=${top} width=${length} height=${height} rx=${2 * unit} />
    <text x=${left + 4 * unit} y=${top + 12 * unit} font-size=${11.5 * unit}>${item.tag}</text></g>`;

/** Shapes over a picture of width and height; unit is pixels of the picture for one of the screen. */
export function overlay({shapes, chosen: key = null, width, height, unit}) {
    const chosen = shapes.find(item => item.key === key);
    const ordered = chosen ? [...shapes.filter(item => item !== chosen), chosen] : shapes;
    return html`<svg class="overlay ${chosen ? 'has-chosen' : ''}" viewBox="0 0 ${width} ${height}" aria-hidden="true">
        ${repeat(ordered, item => item.key, item => shape(item, item === chosen, unit))}
        ${tagsOf(shapes, chosen, unit, width).map(tag => drawTag(tag, tag.item === chosen, unit))}</svg>`;
}

/**
 * Element cv-picture. Properties: src, width and height in pixels, label, shapes [{key, kind, box, points?, way?, dots?,
 * tag?, colour}], chosen (key or null), toolbar. Points are a closed shape, a way an open one; without both the box is
 * drawn. Event "choose" with detail key.
 */
class Picture extends HTMLElement {
    #scale = 1;
    #x = 0;
    #y = 0;
    #pointers = new Map();
    #moved = false;
    #failed = '';
    shapes = [];
    chosen = null;
    toolbar = true;
    label = 'Picture';

    connectedCallback() {
        this.observer ??= new ResizeObserver(() => this.draw());
        this.observer.observe(this);
    }

    disconnectedCallback() {
        this.observer.disconnect();
    }

    /** Sets properties and draws; called by the page whenever it renders. */
    set content(values) {
        if (values.src !== this.src) {
            this.#failed = '';
        }
        // The next frame of a camera keeps the view; another picture is shown whole.
        if (values.src !== this.src && !values.keepView) {
            this.#scale = 1;
            this.#x = 0;
            this.#y = 0;
        }
        Object.assign(this, values);
        if (this.isConnected) {
            this.draw();
        } else {
            queueMicrotask(() => this.draw());
        }
    }

    /** Pixels of the picture for one pixel of the screen, so that lines and words keep their size. */
    get unit() {
        const shown = this.clientWidth || 640;
        return Math.max(this.width / shown, this.height / (this.querySelector('.frame')?.clientHeight || 1e9)) / this.#scale;
    }

    zoom(factor, middle = [0.5, 0.5]) {
        const scale = Math.min(LARGEST, Math.max(1, this.#scale * factor));
        const grown = scale / this.#scale;
        this.#x = middle[0] - (middle[0] - this.#x) * grown;
        this.#y = middle[1] - (middle[1] - this.#y) * grown;
        this.#scale = scale;
        this.#place();
    }

    whole() {
        this.#scale = 1;
        this.#place();
    }

    move(dx, dy) {
        this.#x += dx;
        this.#y += dy;
        this.#place();
    }

    #place() {
        this.#x = Math.min(0, Math.max(1 - this.#scale, this.#x));
        this.#y = Math.min(0, Math.max(1 - this.#scale, this.#y));
        this.draw();
    }

    #press(event) {
        const step = 0.1;
        const actions = {
            '+': () => this.zoom(STEP), '=': () => this.zoom(STEP), '-': () => this.zoom(1 / STEP), 0: () => this.whole(),
            ArrowLeft: () => this.move(step, 0), ArrowRight: () => this.move(-step, 0), ArrowUp: () => this.move(0, step), ArrowDown: () => this.move(0, -step),
        };
        if (!event.ctrlKey && !event.metaKey && !event.altKey && actions[event.key] && (this.#scale > 1 || !event.key.startsWith('Arrow'))) {
            event.preventDefault();
            actions[event.key]();
        }
    }

    #share(event) {
        const area = this.querySelector('.frame').getBoundingClientRect();
        return [(event.clientX - area.left) / area.width, (event.clientY - area.top) / area.height];
    }

    #down(event) {
        this.#pointers.set(event.pointerId, this.#share(event));
        this.#moved = false;
    }

    #drag(event) {
        const before = this.#pointers.get(event.pointerId);
        if (!before) {
            return;
        }
        const now = this.#share(event);
        const others = [...this.#pointers].filter(([id]) => id !== event.pointerId);
        if (others.length) {
            const other = others[0][1];
            const distance = point => Math.hypot(point[0] - other[0], point[1] - other[1]);
            this.zoom(distance(now) / Math.max(0.01, distance(before)), [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]);
            this.#moved = true;
        } else if (this.#scale > 1 && (this.#moved || Math.hypot(now[0] - before[0], now[1] - before[1]) > 0.005)) {
            this.#moved = true;
            event.currentTarget.setPointerCapture(event.pointerId);
            this.move(now[0] - before[0], now[1] - before[1]);
        } else {
            return;
        }
        this.#pointers.set(event.pointerId, now);
    }

    #up(event) {
        this.#pointers.delete(event.pointerId);
    }

    #click(event) {
        if (!this.#moved) {
            const key = event.target.closest('[data-key]')?.dataset.key ?? null;
            this.dispatchEvent(new CustomEvent('choose', {detail: key}));
        }
    }

    #wheel(event) {
        if (event.ctrlKey || event.metaKey) {
            event.preventDefault();
            this.zoom(event.deltaY < 0 ? STEP : 1 / STEP, this.#share(event));
        }
    }

    draw() {
        if (!this.width || !this.height) {
            return;
        }
        render(html`<div class="frame ${this.#scale > 1 ? 'near' : ''}" tabindex="0" role="group" aria-label="${this.label}. Plus and minus bring it nearer and further, 0 shows the whole, arrows move it." data-keys
                @keydown=${event => this.#press(event)} @pointerdown=${event => this.#down(event)} @pointermove=${event => this.#drag(event)}
                @pointerup=${event => this.#up(event)} @pointercancel=${event => this.#up(event)} @click=${event => this.#click(event)} @wheel=${event => this.#wheel(event)}>
            <div class="layer">
                ${this.src ? html`<img src=${this.src} alt="" draggable="false" ?hidden=${this.#failed === this.src} @error=${() => {
                    this.#failed = this.src;
                    this.draw();
                }}>` : nothing}
                ${overlay({shapes: this.shapes, chosen: this.chosen, width: this.width, height: this.height, unit: this.unit})}
            </div>
            ${!this.src || this.#failed === this.src ? html`<p class="without">The picture itself is not stored here; what was found is drawn in its place.</p>` : nothing}
        </div>
        ${this.toolbar ? html`<div class="tools">
            <button type="button" class="button icon small" aria-label="Nearer" title="Nearer (+)" @click=${() => this.zoom(STEP)}>${symbol('plus')}</button>
            <button type="button" class="button icon small" aria-label="Further" title="Further (−)" ?disabled=${this.#scale === 1} @click=${() => this.zoom(1 / STEP)}>${symbol('minus')}</button>
            <button type="button" class="button icon small" aria-label="Whole picture" title="Whole picture (0)" ?disabled=${this.#scale === 1} @click=${() => this.whole()}>${symbol('fit')}</button></div>` : nothing}`, this);
        const frame = this.querySelector('.frame');
        frame.style.aspectRatio = `${this.width} / ${this.height}`;
        frame.style.maxWidth = this.tallest ? `calc(${this.tallest} * ${this.width / this.height})` : '';
        this.querySelector('.layer').style.transform = `translate(${100 * this.#x}%, ${100 * this.#y}%) scale(${this.#scale})`;
    }
}

customElements.define('cv-picture', Picture);
