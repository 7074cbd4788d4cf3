// A chronology read back: what every rule finds in it. Questions only: never a score, and nothing about chances.
import {readWhen} from "./dates.js";
import {inOrder} from "./order.js";
import {Line, People} from "./signs.js";
import {noneGood, onlyProfessionals, silentGaps, unheard, unseen} from "./silence.js";
import {carriedOver, judgingWords, spokenFor, thinGround, unmarkedMoves, unmarkedWorkers, unsaidWaits, unshared, vaguePlans} from "./sayings.js";
import {betweenWorkers, calledUnknown, changedPlans, opposedSources, repeatedReferrals, saidSettled, unplannedOffers, waitingOffers} from "./beside.js";
import {behindTimetable} from "./timetable.js";

// In the order in which they are shown: the child first.
const LOOKS = [
  unheard, unseen, spokenFor, silentGaps, unmarkedMoves, unmarkedWorkers, betweenWorkers, saidSettled, opposedSources, calledUnknown,
  waitingOffers, unplannedOffers, changedPlans, vaguePlans, carriedOver, unsaidWaits, behindTimetable, repeatedReferrals, unshared,
  thinGround, judgingWords, onlyProfessionals, noneGood,
];

/** Everything found, rule by rule. `weeks` is the length of a gap; `limits` come from law facts: {id, name, amount, unit}. */
export function readBack(response, reads, weeks, child, born, limits) {
  const lines = response.entries.map(entry => new Line(entry, reads)), byId = new Map(lines.map(line => [line.id, line]));
  const dated = inOrder(response.entries).dated.map(name => byId.get(name));
  const whole = {response, reads, lines, dated, people: new People(lines, child), child, born: readWhen(born).first, weeks, limits};
  return LOOKS.flatMap(look => look(whole)).filter(found => !reads.without.includes(found.rule));
}

/** The limits that have a length, of facts somebody has checked. */
export const limitsIn = law => law.filter(fact => fact.amount && fact.unit && fact.settled).map(({id, name, amount, unit}) => ({id, name, amount, unit}));

/** A finding as the question it is. */
export function askAbout({rule, facts}, reads, child) {
  let words = reads.rules[rule].question;
  for (const [name, value] of Object.entries(facts)) words = words.replaceAll(`{${name}}`, value);
  return words.replaceAll("{child}", child);
}
