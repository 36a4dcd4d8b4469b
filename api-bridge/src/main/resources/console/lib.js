// The one place that names versions of libraries; the WebJars are served beside the console.
export {html, svg, render, nothing} from '../webjars/lit-html/3.3.1/lit-html.js';
export {repeat} from '../webjars/lit-html/3.3.1/directives/repeat.js';
export {ref} from '../webjars/lit-html/3.3.1/directives/ref.js';
export {live} from '../webjars/lit-html/3.3.1/directives/live.js';
export {keyed} from '../webjars/lit-html/3.3.1/directives/keyed.js';

/** uPlot with its style sheet; only pages with charts load it. */
export async function loadPlot() {
    const folder = new URL('../webjars/uplot/1.6.30/dist/', import.meta.url);
    if (!document.querySelector('link[data-plot]')) {
        const sheet = Object.assign(document.createElement('link'), {rel: 'stylesheet', href: new URL('uPlot.min.css', folder).href});
        sheet.dataset.plot = '';
        document.head.append(sheet);
    }
    return (await import(new URL('uPlot.esm.js', folder).href)).default;
}
