// Where one is among the national figures, as what stands after the # of an address: #question?form=…&group=…~another?…

const NAMES = {form: "form", start: "from", end: "to", period: "in"};

function viewIn(text) {
  const [question, rest = ""] = text.split(/\?(.*)/s), given = new URLSearchParams(rest);
  const view = {question: decodeURIComponent(question)};
  for (const [name, short] of Object.entries(NAMES)) if (given.get(short)) view[name] = given.get(short);
  if (given.has("group")) view.groups = given.getAll("group");
  return view;
}

function textOf({question, groups = [], ...rest}) {
  const given = new URLSearchParams();
  for (const [name, short] of Object.entries(NAMES)) if (rest[name]) given.set(short, rest[name]);
  for (const group of groups) given.append("group", group);
  return encodeURIComponent(question) + (given.size ? `?${given}` : "");
}

/** The views an address asks for, two at the most; none where it asks for nothing, or for something else on the page. */
export function viewsIn(hash) {
  const text = hash.replace(/^#/, "");
  if (!text || text.startsWith("ap-")) return [];
  try { return text.split("~").slice(0, 2).map(viewIn); } catch { return []; }
}

/** What stands after the # for some views. */
export const hashOf = (views) => `#${views.map(textOf).join("~")}`;
