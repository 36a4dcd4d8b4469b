// Shows the interface of this bridge. Requests go out with the session of the console where there is one.
(() => {
  'use strict';

  const darkness = matchMedia('(prefers-color-scheme: dark)');
  const paint = () => {
    const chosen = localStorage.getItem('cv-theme');
    const dark = chosen === 'dark' || (chosen !== 'light' && darkness.matches);
    document.documentElement.classList.toggle('dark-mode', dark);
  };
  darkness.addEventListener('change', paint);
  paint();

  const session = document.getElementById('session');
  const tellSession = (me) => {
    session.textContent = me === null
      ? 'Not signed in: sign in at the console, or use Authorize'
      : `Signed in as ${me.subject} of ${me.tenant_id}`;
  };
  fetch('/api/v1/me')
    .then((answer) => (answer.ok ? answer.json() : null))
    .then(tellSession)
    .catch(() => tellSession(null));

  SwaggerUIBundle({
    url: '/openapi.yaml',
    dom_id: '#interface',
    deepLinking: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    filter: true,
    persistAuthorization: false,
    validatorUrl: null,
  });
})();
