// What the rules and the draft stand on besides the answer: checklist, records, studies. As in model/ground.py.
import {ageOn} from "./reading.js";
import {choices, factorsOf, isTaken, routes} from "./ground.js";

const NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const UNDER = new RegExp(`under (${NUMBERS.join("|")}|\\d+)\\b(?! (?:day|week|month))`);

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
