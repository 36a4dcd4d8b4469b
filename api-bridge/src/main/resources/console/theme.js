// Before the first paint, so that a chosen theme never flashes. A classic script: modules come later.
(() => {
    const chosen = localStorage.getItem('cv-theme');
    if (chosen === 'light' || chosen === 'dark') {
        document.documentElement.dataset.theme = chosen;
    }
})();
