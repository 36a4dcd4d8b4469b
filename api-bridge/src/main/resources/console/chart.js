// Lines over time with uPlot, and the same numbers as a table for those who do not see the chart.
import {html, loadPlot, nothing} from './lib.js';
import {time} from './format.js';

const dashes = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
const scheme = matchMedia('(prefers-color-scheme: dark)');
const DAY = 86400;
const hour = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit'});
const day = new Intl.DateTimeFormat(undefined, {month: 'short', day: 'numeric'});

/** Times below a chart: the hour, or the day where it begins. */
function marks(plot, moments, _axis, _space, step) {
    return moments.map(moment => {
        const date = new Date(moment * 1000);
        return step >= DAY || (date.getHours() === 0 && date.getMinutes() === 0) ? day.format(date) : hour.format(date);
    });
}

const stylesOf = element => getComputedStyle(element);

/**
 * Element cv-chart. Property content: {times [s since the epoch], series [{label, colour, values}], unit}. Redraws when
 * its size or the theme changes.
 */
class Chart extends HTMLElement {
    #plot = null;
    #shown = '';

    connectedCallback() {
        this.observer ??= new ResizeObserver(() => this.#plot?.setSize({width: this.clientWidth, height: 240}));
        this.observer.observe(this);
        this.again = () => {
            this.#shown = '';
            this.draw();
        };
        addEventListener('theme-changed', this.again);
        scheme.addEventListener('change', this.again);
    }

    disconnectedCallback() {
        this.observer.disconnect();
        removeEventListener('theme-changed', this.again);
        scheme.removeEventListener('change', this.again);
        this.#plot?.destroy();
        this.#plot = null;
        this.#shown = '';
    }

    set content(values) {
        this.values = values;
        queueMicrotask(() => this.draw());
    }

    #colourOf(name) {
        const probe = Object.assign(document.createElement('span'), {className: `ink ${name}`});
        this.append(probe);
        // The style sheet darkens light colours on a light ground, so the colour is taken from there.
        const value = stylesOf(probe).color;
        probe.remove();
        return value;
    }

    async draw() {
        const text = JSON.stringify(this.values);
        if (!this.isConnected || text === this.#shown) {
            return;
        }
        this.#shown = text;
        const Plot = await loadPlot();
        if (!this.isConnected || text !== this.#shown) {
            return;
        }
        const {times, series, unit} = this.values;
        const probe = stylesOf(this);
        const axis = {stroke: probe.color, grid: {stroke: probe.borderTopColor, width: 1}, ticks: {stroke: probe.borderTopColor, width: 1}, font: `12px ${probe.fontFamily}`};
        this.#plot?.destroy();
        this.#plot = new Plot({
            width: this.clientWidth || 600,
            height: 240,
            cursor: {points: {size: 6}},
            scales: {y: {range: (_, least, most) => [Math.min(0, least ?? 0), Math.max(1, most ?? 1) * 1.08]}},
            axes: [{...axis, space: 72, values: marks}, {...axis, size: 56}],
            series: [{label: 'Time'}, ...series.map((one, index) => ({
                label: one.label, stroke: this.#colourOf(one.colour), width: 2, dash: dashes[Math.floor(index / 3) % dashes.length], spanGaps: false,
                points: {show: times.length < 40, size: 5}, value: (_, value) => (value === null || value === undefined ? '–' : `${Math.round(value * 100) / 100}${unit ? ` ${unit}` : ''}`),
            }))],
        }, [times, ...series.map(one => one.values)], this);
        this.#plot.root.querySelector('canvas').setAttribute('aria-hidden', 'true');
    }
}

customElements.define('cv-chart', Chart);

/** A card with a chart and, on demand, its table. state has {table: boolean} and is the caller's. */
export function chartCard({title, text, data, state, update}) {
    const hasData = data.series.length > 0;
    return html`<section class="card"><header><h2>${title}</h2><span class="muted small">${text}</span>
            ${hasData ? html`<button class="button small" aria-pressed=${state.table} @click=${() => {
                state.table = !state.table;
                update();
            }}>Table</button>` : nothing}</header>
        ${!hasData ? html`<div class="body"><p class="muted">Nothing was counted in this period.</p></div>`
            : state.table ? html`<div class="scroll tall" tabindex="0" role="region" aria-label=${title}><table><caption class="visually-hidden">${title}</caption><thead><tr><th scope="col">Time</th>${data.series.map(one => html`<th scope="col" class="number">${one.label}</th>`)}</tr></thead>
                <tbody>${data.times.map((moment, row) => html`<tr><td>${time(new Date(moment * 1000))}</td>${data.series.map(one => html`<td class="number">${one.values[row] === null ? '–' : `${Math.round(one.values[row] * 100) / 100}${data.unit ? ` ${data.unit}` : ''}`}</td>`)}</tr>`)}</tbody></table></div>`
                : html`<div class="body"><cv-chart .content=${data}></cv-chart></div>`}</section>`;
}
