// A widget's own module wherever there is no server of ours, after kit/asking.js: every part comes from the kernel, once a page.

const parts = globalThis.__permanence ??= new Map();

async function fetched(model, name) {
  const text = await textFromKernel(model, name);
  if (name.endsWith(".json")) return JSON.parse(text);
  const url = URL.createObjectURL(new Blob([text], {type: "text/javascript"}));
  const module = await import(url).finally(() => URL.revokeObjectURL(url));
  dress(module.css);
  return module;
}

function partOf(model, name) {
  if (!parts.has(name)) {
    parts.set(name, fetched(model, name));
    parts.get(name).catch(() => parts.delete(name));
  }
  return parts.get(name);
}

async function render({model, el}) {
  const part = name => partOf(model, name), kit = await part(model.get("parts").kit);
  return kit.show({model, el, kit, part});
}

export default {render};
