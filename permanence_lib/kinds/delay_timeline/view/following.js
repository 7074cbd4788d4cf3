// Decisions that may be moved, and what follows from them by the declared rule.
import {gap, shift} from "./days.js";

/** Where every decision falls; one not moved itself follows what it depends on, at the same distance. */
export function whatIf(decisions, moved) {
  const found = {}, byId = Object.fromEntries(decisions.map(d => [d.id, d]));
  const follow = d => {
    const lead = byId[d.depends_on];
    return lead && found[lead.id] ? shift(d.date, gap(lead.date, found[lead.id])) : d.date;
  };
  for (let waiting = decisions; waiting.length; waiting = waiting.filter(d => !found[d.id])) {
    const ready = waiting.filter(d => moved[d.id] || !d.depends_on || found[d.depends_on]);
    for (const d of ready.length ? ready : waiting) found[d.id] = moved[d.id] || follow(d);
  }
  return found;
}
