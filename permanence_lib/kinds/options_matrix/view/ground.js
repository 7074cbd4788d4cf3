// What stands before the participant: options, routes, factors. As in model/choice.py.
import {bare} from "./weighing.js";

/** Every option weighed: the author's in order, routes taken in, the participant's own last, each with what is known. */
export function choices(definition, material, value) {
  const named = listed(definition, material).map(entry => named1(entry, material));
  const own = value.added.map(x => ({id: x.id, own: true, label: bare(x.label) || "An option not named yet", about: "", legal: [], research: []}));
  return [...named, ...routes(definition, material).filter(x => isTaken(x.id, value)), ...own];
}

function listed(definition, material) {
  if (!definition.compare.length) return [...(material.case?.options ?? []).map(x => ({id: x.id, case_option: x.id})), ...material.options.map(x => ({id: x.id, legal: [x.id]}))];
  if (material.followed == null) return definition.compare;
  return definition.compare.filter(x => x.for_any_child || !x.case_option).map(x => x.for_any_child ? {...x, label: x.for_any_child, about: "", case_option: null} : x);
}

function named1(entry, material) {
  const file = material.case?.options.find(x => x.id === entry.case_option), legal = material.options.filter(x => (entry.legal ?? []).includes(x.id));
  const wanted = [...(file?.evidence ?? []), ...(entry.evidence ?? [])];
  return {id: entry.id, own: false, file, legal, cited: wanted.length, label: entry.label || file?.label || legal[0]?.name || entry.id,
    about: entry.about || (legal[0] && !file ? legal[0].summary : ""),
    research: (material.evidence ?? []).filter(x => wanted.includes(x.id) && x.confidence === "verified")};
}

/** The legal options and routes that no option of the author's names: taken in, or left with a reason. */
export function routes(definition, material) {
  const named = new Set(listed(definition, material).flatMap(x => x.legal ?? []));
  return material.options.filter(x => !named.has(x.id)).map(x => ({id: `route.${x.id}`, own: false, route: true, label: x.name, about: x.summary, legal: [x], research: []}));
}

export const isTaken = (route, value) => ["yes", "unsure"].includes(value.sifted[route]?.realistic)
  || route in value.others || Object.values(value.cells).some(row => route in row);

/** The author's factors, then what the participant found this child to need. */
export const factorsOf = (definition, value) => [...definition.factors,
  ...(value.own_factors ?? []).map(x => ({id: x.id, label: bare(x.label) || "A need not named yet", help: "", ask: [], covers: x.covers, own: true}))];
