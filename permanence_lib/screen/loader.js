// The whole of an exercise's own module: the kit and the kind's view are kept once per page, in models of their own.
const texts = globalThis.__permanence ??= new Map();

function moduleOf(text) {
  if (!texts.has(text)) {
    const url = URL.createObjectURL(new Blob([text], {type: "text/javascript"}));
    texts.set(text, import(url).finally(() => URL.revokeObjectURL(url)));
  }
  return texts.get(text);
}

function dress(text) {
  if (!text || texts.has(text)) return;
  texts.set(text, null);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

async function source(model, name) {
  const holder = await model.widget_manager.get_model(model.get(name));
  dress(holder.get("css"));
  return moduleOf(holder.get("text"));
}

/** What an exercise stands on. Each fact is sent to a page once: by this exercise, or by one before it. */
async function materialOf(model) {
  const facts = {...model.get("facts")};
  for (const id of model.get("lenders") ?? []) Object.assign(facts, (await model.widget_manager.get_model(id)).get("facts"));
  const fact = name => typeof name === "string" ? facts[name] : name;
  return Object.fromEntries(Object.entries(model.get("material")).map(([sort, named]) =>
    [sort, Array.isArray(named) ? named.map(fact) : sort === "case" ? fact(named) : named]));
}

async function render({model, el}) {
  const kit = await source(model, "kit");
  const {view} = await source(model, "view");
  return kit.mount({model, el, View: view(kit), material: await materialOf(model)});
}

export default {render};
