// Who and what stands before the participant: options, routes, factors, checklist, sources. As in model/choice.py and ground.py.
import {ageOn, bare} from "./weighing.js";

const NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const UNDER = new RegExp(`under (${NUMBERS.join("|")}|\\d+)\\b(?! (?:day|week|month))`);

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
  return {id: entry.id, own: false, file, legal, label: entry.label || file?.label || legal[0]?.name || entry.id,
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

/** What the rules and the draft need to know besides the answer. `due`: when the case's decision falls, or nothing. */
export function groundOf(definition, material, value, due, {parseIso, sayDate}) {
  const all = choices(definition, material, value), child = material.case?.people.find(x => x.id === definition.child);
  const age = child?.born && due ? ageOn(child.born, due)[0] : null;
  const wanted = definition.court.find(x => x.id === value.court)?.checklists ?? [];
  const verified = (material.evidence ?? []).filter(x => x.confidence === "verified");
  return {
    options: all.map(x => ({id: x.id, label: x.label, studies: x.research.map(s => s.id)})),
    left: routes(definition, material).filter(x => !isTaken(x.id, value)).map(({id, label}) => ({id, label})),
    factors: factorsOf(definition, value).map(({id, label, covers}) => ({id, label, covers})),
    shortest: definition.shortest_reason,
    checklist: (material.checklists ?? []).filter(x => wanted.includes(x.id)).flatMap(x => x.items.map(item => [`${x.id}:${item.n}`, item.words])),
    records: Object.fromEntries([...(material.case?.events ?? []).map(x => [x.id, `${x.source}, ${sayDate(parseIso(x.date))}, ${x.id}`]),
      ...value.notes.map(x => [x.id, [`“${x.source}”`, x.when].filter(Boolean).join(", ")])]),
    studies: Object.fromEntries(verified.map(x => [x.id, {cite: x.cite, limits: x.limits, elsewhere: isElsewhere(x.country), outside: isOutside(x.population, age)}])),
  };
}

/** Whether none of a study's children lived in England. */
export const isElsewhere = country => !["England", "UK", "United Kingdom", "Great Britain"].some(x => country.includes(x));

/** Whether a study says an age for its children which this child does not have; false where either is not known. */
export function isOutside(population, age) {
  const between = population.match(/aged (\d+) to (\d+)/), under = population.match(UNDER);
  if (age == null) return false;
  if (between) return age < +between[1] || age > +between[2];
  if (under && !population.includes(" or under")) return age >= (/\d/.test(under[1]) ? +under[1] : NUMBERS.indexOf(under[1]));
  return false;
}
