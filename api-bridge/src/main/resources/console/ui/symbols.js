// Symbols on a grid of 16, drawn with the colour of the text beside them.
import {html, svg} from '../lib.js';

const shapes = {
    live: svg`<rect x="1.5" y="4" width="9" height="8" rx="1.5"/><path d="m10.5 7 4-2.2v6.4l-4-2.2"/>`,
    jobs: svg`<path d="M2 5.5A1.5 1.5 0 0 1 3.5 4h3l1.5 1.5h4.5A1.5 1.5 0 0 1 14 7v4.5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5z"/>`,
    zones: svg`<path d="m3 4 9-1.5 1.5 7L8 13.5l-5.5-4z"/><circle cx="3" cy="4" r="1.2" fill="currentColor"/><circle cx="12" cy="2.5" r="1.2" fill="currentColor"/><circle cx="8" cy="13.5" r="1.2" fill="currentColor"/>`,
    events: svg`<path d="M8 2a4 4 0 0 0-4 4c0 4-1.5 5-1.5 5h11S12 10 12 6a4 4 0 0 0-4-4zM6.7 13.3a1.5 1.5 0 0 0 2.6 0"/>`,
    analytics: svg`<path d="M2.5 2v11.5H14M5.5 11V8M8.5 11V4.5M11.5 11V6.5"/>`,
    models: svg`<path d="m8 1.8 5.5 3v6.4L8 14.2l-5.5-3V4.8zM2.5 4.8 8 7.8l5.5-3M8 7.8v6.4"/>`,
    letters: svg`<rect x="2" y="3.5" width="12" height="9" rx="1.5"/><path d="m2.5 5 5.5 4 5.5-4"/>`,
    system: svg`<path d="M1.5 8h3L6 4l3 8 1.8-4h3.7"/>`,
    plus: svg`<path d="M8 3v10M3 8h10"/>`,
    minus: svg`<path d="M3 8h10"/>`,
    close: svg`<path d="m4 4 8 8M12 4l-8 8"/>`,
    menu: svg`<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11"/>`,
    check: svg`<path d="m3 8.5 3.2 3L13 4.5"/>`,
    alert: svg`<path d="M8 2.5 14 13H2zM8 6.5v3M8 11.3v.1"/>`,
    clock: svg`<circle cx="8" cy="8" r="5.8"/><path d="M8 4.8V8l2.2 1.5"/>`,
    play: svg`<path d="M5 3.2v9.6L12.5 8z"/>`,
    pause: svg`<path d="M5.5 3.5v9M10.5 3.5v9"/>`,
    stop: svg`<rect x="4" y="4" width="8" height="8" rx="1"/>`,
    retry: svg`<path d="M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3"/>`,
    trash: svg`<path d="M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4M6.7 6.8v4M9.3 6.8v4"/>`,
    download: svg`<path d="M8 2.5v7.5M4.8 7 8 10.2 11.2 7M2.5 13.5h11"/>`,
    upload: svg`<path d="M8 10.5V3M4.8 6 8 2.8 11.2 6M2.5 13.5h11"/>`,
    left: svg`<path d="M10 3 5 8l5 5"/>`,
    right: svg`<path d="m6 3 5 5-5 5"/>`,
    fit: svg`<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"/>`,
    theme: svg`<circle cx="8" cy="8" r="5.5"/><path d="M8 2.5v11a5.5 5.5 0 0 0 0-11z" fill="currentColor"/>`,
    person: svg`<circle cx="8" cy="5.2" r="2.7"/><path d="M2.8 13.8a5.3 5.3 0 0 1 10.4 0"/>`,
    help: svg`<circle cx="8" cy="8" r="5.8"/><path d="M6.2 6.3a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.7.5-.7 1.1M8 11.3v.1"/>`,
    edit: svg`<path d="m3 13 .6-2.8L10.8 3l2.2 2.2-7.2 7.2z"/>`,
    line: svg`<path d="M3 13 13 3M8.5 3H13v4.5"/>`,
    polygon: svg`<path d="m3 5 6-2.5 4.5 5L11 13H4.5z"/>`,
    pointer: svg`<path d="m3.5 2.5 9 4-3.8 1.5L7 12z"/>`,
    key: svg`<circle cx="5" cy="10.5" r="2.7"/><path d="m7 8.5 6-6M10.5 5l2 2"/>`,
    link: svg`<path d="M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13 3 7.5 8.5"/>`,
};

/** A symbol for the eye alone; what it means is said in words beside it. */
export const symbol = name => html`<svg class="symbol" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${shapes[name]}</svg>`;
