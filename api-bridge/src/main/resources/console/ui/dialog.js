// Dialogs on the element of the platform: it traps the focus, closes with Escape and gives the focus back.
import {html, nothing, render} from '../lib.js';
import {symbol} from './symbols.js';
import {showRefused} from './fields.js';
import {failure} from './parts.js';

/**
 * Opens a form in a dialog. content gets {close, update, problem}; submit may throw a problem, which is then shown
 * above the content, unless the content set isPlaced because it tells it at a field.
 */
export function openForm({title, content, submitLabel, submit, danger = false, wide = false, onClose}) {
    const dialog = document.createElement('dialog');
    dialog.className = wide ? 'wide' : '';
    dialog.setAttribute('aria-labelledby', 'dialog-title');
    let busy = false;
    let problem = null;
    const close = () => dialog.close();
    const tools = {close, update, problem: () => problem};
    async function send(event) {
        event.preventDefault();
        if (!submit || busy) {
            return;
        }
        busy = true;
        problem = null;
        update();
        try {
            if ((await submit(event.target, tools)) !== false) {
                close();
            }
        } catch (error) {
            problem = error;
        }
        busy = false;
        update();
        if (problem) {
            showRefused(dialog);
        }
    }
    function update() {
        tools.isPlaced = false;
        const inner = content(tools);
        render(html`<form @submit=${send}>
            <div class="heading"><h2 id="dialog-title">${title}</h2><button type="button" class="button icon plain" aria-label="Close" @click=${close}>${symbol('close')}</button></div>
            <div class="content">${problem && !tools.isPlaced ? failure(problem) : nothing}${inner}</div>
            <div class="actions"><button type="button" class="button" @click=${close}>${submit ? 'Cancel' : 'Close'}</button>
                ${submit ? html`<button class="button ${danger ? 'danger' : 'primary'}" ?disabled=${busy}>${submitLabel}</button>` : nothing}</div>
        </form>`, dialog);
    }
    // A link in the dialog leads to another page.
    addEventListener('hashchange', close);
    dialog.addEventListener('close', () => {
        removeEventListener('hashchange', close);
        onClose?.();
        dialog.remove();
    });
    dialog.addEventListener('click', event => {
        if (event.target === dialog && !submit) {
            close();
        }
    });
    document.body.append(dialog);
    update();
    dialog.showModal();
    dialog.querySelector('[autofocus], .content input, .content select, .content textarea')?.focus();
    return tools;
}

/** Asks before something that cannot be taken back. */
export function confirm({title, text, action, submit, danger = true}) {
    openForm({title, content: () => html`<p>${text}</p>`, submitLabel: action, submit, danger});
}
