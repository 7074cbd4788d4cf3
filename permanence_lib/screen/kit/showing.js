// How an exercise comes together on a page: what is the same for everybody in parts, by name; who is here with the model.
import {mount} from "./frame.js";

/** Show in `el` what `model` stands for; gives what tidies it up. `part(name)` gives a module, or data. */
export async function show({model, el, kit, part}) {
  const {view, week, exercise, facts} = model.get("parts");
  const [own, taught] = await Promise.all([part(view), week ? part(week) : null]);
  if (own.show) return own.show({model, el, kit, part});
  const {frame, material, ...rest} = taught.exercises[exercise];
  const given = {...rest, frame: {...frame, ...model.get("person"), facts_later: facts ?? ""}};
  const known = {get: name => given[name], on: (...x) => model.on(...x), off: (...x) => model.off(...x), send: message => model.send(message)};
  return mount({model: known, el, part, View: own.view(kit, () => part(own.more)), material: factsIn(taught.facts, material)});
}

/** Material with the facts themselves in place of their names. */
export function factsIn(facts, material) {
  const fact = name => typeof name === "string" ? facts[name] : name;
  return Object.fromEntries(Object.entries(material).map(([sort, named]) =>
    [sort, Array.isArray(named) ? named.map(fact) : sort === "case" ? fact(named) : named]));
}
