// Shows widgets on the page: anywidgets, and the few plain containers a page may put round them.

import { hasFiles, partOf } from './parts.js';

const BOXES = { VBoxModel: 'slim-column', BoxModel: 'slim-row', HBoxModel: 'slim-row' };
const WITH_WORDS = new Set(['HTMLModel', 'LabelModel']);
const sheets = new Set();

export const plainId = (reference) => String(reference).replace('IPY_MODEL_', '');
const childIds = (model) => (model.get('children') || []).map(plainId);

/** Whether this client can show the widget; if not, the page belongs to Voila's own front end. */
export function isKnown(model, models) {
  if (!model) return false;
  if (model.module === 'anywidget') return isOurs(model) || isModuleText(model.get('_esm'));
  if (model.module !== '@jupyter-widgets/controls') return false;
  if (WITH_WORDS.has(model.name)) return true;
  return model.name in BOXES && childIds(model).every((id) => isKnown(models.get(id), models));
}

/** Whether its module is in files: such a page's policy lets no other text be run. */
const isOurs = (model) => hasFiles() && Boolean(model.get('parts')?.kit);
const isModuleText = (text) => !hasFiles() && typeof text === 'string' && !/^https?:/.test(text);

/** Puts a view of the widget into `el`. */
export async function show(model, el, models) {
  if (model.module === 'anywidget') return showAnywidget(model, el);
  if (model.name in BOXES) return showBox(model, el, models);
  return showWords(model, el);
}

async function showAnywidget(model, el) {
  model.definition ??= load(model);
  const widget = await model.definition;
  const view = new AbortController();
  const tidy = await widget.render?.({ model, el, signal: view.signal, experimental: {} });
  view.signal.addEventListener('abort', () => {
    if (typeof tidy === 'function') tidy();
    el.remove();
  });
  model.views.add(view);
}

/** The widget's module: one instance for each model, as in anywidget itself. */
async function load(model) {
  if (isOurs(model)) return { render: showFromFiles };
  addStyle(model.get('_css'));
  const loaded = await importText(model.get('_esm'));
  const widget = typeof loaded === 'function' ? await loaded() : loaded;
  const life = new AbortController();
  const tidy = await widget.initialize?.({ model, signal: life.signal, experimental: {} });
  model.once('comm:close', () => {
    life.abort();
    if (typeof tidy === 'function') tidy();
  });
  return widget;
}

async function showFromFiles({ model, el }) {
  const part = partOf(model);
  const kit = await part(model.get('parts').kit);
  return kit.show({ model, el, kit, part });
}

async function importText(text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    const module = await import(url);
    return module.default ?? module;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A constructed style sheet: a <style> element would need 'unsafe-inline'. */
function addStyle(text) {
  if (!text || sheets.has(text)) return;
  sheets.add(text);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

async function showBox(model, el, models) {
  el.className = BOXES[model.name];
  const fill = async () => {
    const children = childIds(model).map((id) => models.get(id)).filter((child) => isKnown(child, models));
    const places = children.map(() => document.createElement('div'));
    el.replaceChildren(...places);
    await Promise.all(children.map((child, i) => show(child, places[i], models)));
  };
  model.on('change:children', fill);
  return fill();
}

function showWords(model, el) {
  const paint = () => {
    if (model.name === 'HTMLModel') el.innerHTML = model.get('value'); // the notebook's own HTML, never a person's words
    else el.textContent = model.get('value');
  };
  model.on('change:value', paint);
  paint();
}
