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
})();
