// The first page: a token opens the console.
import {html, nothing} from '../lib.js';
import {failure} from '../ui/parts.js';

let problem = null;
let busy = false;

export function signInPage(enter, update) {
    document.title = 'Sign in · Computer vision';
    async function send(event) {
        event.preventDefault();
        busy = true;
        problem = null;
        update();
        try {
            await enter(event.target.token.value.trim());
        } catch (error) {
            problem = error;
        }
        busy = false;
        update();
    }
    return html`<main class="signin" id="main">
        <div class="brand"><img src="console/icon.svg" alt="" width="28" height="28"> <span>Computer vision</span></div>
        <form class="card" @submit=${send}>
            <div class="body stack">
                <h1 tabindex="-1">Sign in</h1>
                ${problem ? failure(problem) : nothing}
                <div class="field"><label for="token">Token or API key</label>
                    <textarea id="token" name="token" required rows="4" autocomplete="off" spellcheck="false" aria-describedby="token-hint"></textarea>
                    <p class="hint" id="token-hint">Make one where the bridge runs: <code>./cv token --tenant acme --role operator</code>. It is kept in a cookie that scripts cannot read.</p></div>
                <button class="button primary" ?disabled=${busy}>Sign in</button>
            </div>
        </form>
        <p class="muted small"><a href="docs">API documentation</a></p>
    </main>`;
}
