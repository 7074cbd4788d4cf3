// What is the same for everybody comes from files whose names hold a fingerprint: a browser keeps them for ever.

const PART_TRIES = 4;
const PART_PAUSE = 700; // ms, and longer each time
const held = new Map(); // name -> what it stands for, or is coming
let missed = 0; // modules that did not come

/** Whether there are such files: under our own server only. */
export const hasFiles = () => Boolean(document.body.dataset.made);

/** A function that gives a part by its name, for the exercise behind `model`. */
export function partOf(model) {
  return (name) => {
    if (!held.has(name)) {
      held.set(name, name.endsWith('.json') ? taught(name, model) : module(name));
      held.get(name).catch(() => held.delete(name));
    }
    return held.get(name);
  };
}

async function module(name) {
  // A browser does not ask again for a module that once failed to come, unless its address differs.
  const found = await patiently((n) => import(addressOf(name) + (n ? `#${missed += 1}` : '')));
  dress(found.css);
  return found;
}

/** What is taught may have been changed since this page's kernel read it: then only the kernel still has this very text. */
async function taught(name, model) {
  const answer = await patiently(() => fetch(addressOf(name)));
  if (answer.ok) return answer.json();
  const kit = await partOf(model)(model.get('parts').kit);
  return JSON.parse(await kit.textFromKernel(model, name));
}

const addressOf = (name) => document.body.dataset.made + name;

async function patiently(ask) {
  for (let tried = 0; ; tried += 1) {
    try {
      return await ask(tried);
    } catch (error) {
      if (tried + 1 >= PART_TRIES) throw error;
      await new Promise((go) => { setTimeout(go, PART_PAUSE * 2 ** tried); });
    }
  }
}

function dress(css) {
  if (!css) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
