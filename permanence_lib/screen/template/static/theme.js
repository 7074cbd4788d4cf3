// Runs before the first paint, so that a dark page never flashes white. It stays a classic, blocking script.
(() => {
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search);

  function choice(name) {
    const key = `ap-${name}`;
    try {
      if (asked.has(name)) sessionStorage.setItem(key, asked.get(name));
      return sessionStorage.getItem(key);
    } catch {
      return asked.get(name); // storage may be switched off
    }
  }

  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  root.dataset.theme = ['dark', 'light'].includes(choice('theme')) ? choice('theme') : system;
  if (choice('projector') === '1') root.dataset.projector = '1';
  root.classList.add('ap-scripted');

  // A page that is the same for everybody asks for a kernel of its own, while the rest of it is still loading.
  if (!document.currentScript.hasAttribute('data-asks')) return;
  window.apAsk = () => {
    const token = document.cookie.match(/\b_xsrf=([^;]*)/)?.[1] ?? '';
    return fetch(`${location.pathname}/kernel`, { method: 'POST', headers: { 'X-XSRFToken': token }, cache: 'no-store' });
  };
  window.apAsked = window.apAsk();
  window.apAsked.catch(() => {}); // said by whoever waits for it
})();
