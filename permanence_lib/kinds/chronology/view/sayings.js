// What one entry gives away by itself: a plan without a date, a word that judges, a view that came through another.
import {dayNumber} from "./dates.js";
import {finding, sinceBirth} from "./finding.js";

const YEAR_OF_DAYS = 365;
const HEARD_BESIDE = 3;

const eachThatSays = (rule, cue, only = () => true) => ({lines}) =>
  lines.filter(line => only(line) && line.says(cue)).map(line => finding(rule, line.id, [line], {word: line.says(cue).replace(/\*+$/, "")}));

export const vaguePlans = eachThatSays("plan-vague", "vague", line => line.isPlan);
export const thinGround = eachThatSays("thin", "thin");
export const judgingWords = eachThatSays("judging", "judging");
export const unshared = eachThatSays("not-passed-on", "unshared");
export const unsaidWaits = eachThatSays("waits", "wait", line => !line.explained);
export const unmarkedMoves = eachThatSays("temporary-unmarked", "temporary", line => !(line.marked("home") && line.explained));
export const unmarkedWorkers = eachThatSays("staff-unmarked", "staff", line => !(line.marked("staff") && line.explained));

/** A view through somebody else, or none; with the entries near it that hold the child's own words. */
export function spokenFor({lines, dated, born}) {
  return sinceBirth(lines, born).filter(line => line.says("spoken_for")).map(line => finding("spoken-for", line.id, [line, ...nearestWords(dated, line)]));
}

function nearestWords(dated, line) {
  const apart = other => other.first && line.first ? Math.abs(dayNumber(other.first) - dayNumber(line.first)) : YEAR_OF_DAYS + 1;
  const heard = dated.filter(other => other.spoken && other.id !== line.id && apart(other) <= YEAR_OF_DAYS);
  const chosen = new Set([...heard].sort((a, b) => apart(a) - apart(b)).slice(0, HEARD_BESIDE).map(other => other.id));
  return dated.filter(other => chosen.has(other.id));
}

/** A meeting that carries actions over, with the one before it. */
export function carriedOver({dated}) {
  const meetings = dated.filter(line => line.isPlan || line.bears("review"));
  return meetings.flatMap((line, n) => line.says("carried") ? [finding("carried-over", line.id, [...meetings.slice(Math.max(0, n - 1), n), line])] : []);
}
