// What is said of a day, a stretch or a wait on the child's clock; the same sentences as in Python's model.
import {capital, gap, many, remembered, sayGap, shareOfLife, sharePercent} from "./days.js";
import {dayOf} from "./record.js";

const MANY = 8;
const HALF_A_MONTH = 16;
const SORT_WORDS = {home: ["home", "homes"], carer: ["carer", "carers"], school: ["school", "schools"], worker: ["social worker", "social workers"]};

export function wordsOf({parseIso, sayDate, sayAge, dateProblem}) {
  const said = new Map(), say = iso => remembered(said, iso, x => sayDate(parseIso(x)));

  /** A complaint as soon as three full boxes make no real day: nobody has to leave them first. */
  const notADay = (parts, name) => String(parts?.year ?? "").trim().length === 4 && parts.day && parts.month ? dateProblem(parts, name) : "";

  function ageOn({born, about, expected}, day) {
    if (!born) return "";
    const days = gap(born, day);
    if (about && Math.abs(days) <= HALF_A_MONTH) return "around the birth";
    if (days === 0) return "newborn";
    const age = days > 0 && days < 14 ? many(days, "day") : sayAge(parseIso(born), parseIso(day));
    return `${about ? "about " : ""}${age}${expected && days > 0 ? " after the expected birth" : ""}`;
  }

  const hasAge = ({born, about, expected}, day) => born && day > born && !expected && !(about && gap(born, day) <= HALF_A_MONTH);

  /** "7 weeks old", "newborn", "5 weeks before birth" */
  const oldOn = (record, day) => ageOn(record, day) + (hasAge(record, day) ? " old" : "");

  function shareOn({born, about, expected}, since, until) {
    const share = born && !expected ? shareOfLife(born, since, until) : "";
    const percent = share && sharePercent(born, since, until), words = share && percent !== "100%" ? `${share} (${percent})` : share;
    return share && about ? `about ${words}` : words;
  }
  const dayAndAge = (record, day) => [say(day), ageOn(record, day)].filter(Boolean).join(", ");

  function stretchWords(record, start, end) {
    if (!start || !end) return "Choose where it begins and where it ends.";
    if (end < start) return `It ends on ${say(end)}, before it begins on ${say(start)}. Choose the two the other way round.`;
    const words = `${sayGap(gap(start, end))}, ${say(start)} to ${say(end)}.`, {born, name} = record;
    if (!born) return words;
    if (end <= born) return `${words} It began ${ageOn(record, start)} and ended ${end === born ? "at the birth" : ageOn(record, end)}.`;
    const share = shareOn(record, start, end), ended = `${oldOn(record, end)} when it ended${share && `: ${share}`}.`;
    return start < born ? `${words} It began ${ageOn(record, start)}, and ${name} was ${ended}` : `${words} ${capital(name)} was ${oldOn(record, start)} when it began and ${ended}`;
  }

  /** The wait up to a day as a part of life; "" where nobody waits. */
  function waited(record, day) {
    const {waiting} = record.definition, since = waiting && dayOf(record, waiting.since);
    return since ? shareOn(record, since, day) : "";
  }

  /** "at 7 weeks", "5 weeks before birth", or the date where there is no birth to count from. */
  const whenOf = (record, day) => !record.born ? say(day) : hasAge(record, day) ? `at ${ageOn(record, day)}` : ageOn(record, day);

  function countWords(record, count) {
    const days = record.happened.filter(e => count.events.includes(e.id) || count.types.includes(e.type)).map(e => e.date);
    const when = day => whenOf(record, day);
    const times = days.length > MANY ? `the first ${when(days[0])}, the last ${when(days.at(-1))}` : days.map(when).join("; ");
    return days.length ? `${days.length} ${days.length === 1 ? count.one : count.many}: ${times}.` : `No ${count.many}.`;
  }

  function birthWords({name, born, about, expected}) {
    const day = about ? `in ${say(born).replace(/^\d+ /, "")}` : `on ${say(born)}`;
    return `${capital(name)} ${expected ? "is expected" : "was born"} ${day}.${about ? " Ages are counted from the middle of that month." : ""}`;
  }

  function sentences(record, points) {
    const {born, ends, name, strengths, definition} = record, words = strengths ? [`${strengths}.`] : [], share = ends && waited(record, ends);
    if (born) words.push(birthWords(record));
    if (born && ends > born && !record.expected) words.push(`${record.own ? "On the last day here" : "When this record ends"}, on ${say(ends)}, ${name} is ${oldOn(record, ends)}.`);
    if (share) words.push(`${capital(definition.waiting.words)}: ${share}.`);
    return [...words, ...definition.counts.map(count => countWords(record, count)), ...changesWords(record, points), ...seenWords(record, points)];
  }

  /** "2 schools among the dates added: at 5 years; date not known." */
  function changesWords(record, points) {
    return Object.entries(SORT_WORDS).flatMap(([sort, [one, several]]) => {
      const found = points.filter(p => (p.sort ?? "").split("_").includes(sort));
      return found.length ? [`${found.length} ${found.length === 1 ? one : several} among the dates added: ${found.map(p => p.day ? whenOf(record, p.day) : p.from ? `in ${p.said}` : "date not known").join("; ")}.`] : [];
    });
  }

  /** For each person named, when the child last saw them, and how long before the last day here that was. */
  function seenWords(record, points) {
    const met = points.filter(p => p.sort === "seen" && p.who.trim()), {seen} = record.definition;
    return [...new Set([...seen.map(s => s.name), ...met.map(p => p.who.trim())])].map(who => {
      const events = seen.filter(s => s.name === who).flatMap(s => s.events), own = met.filter(p => p.who.trim() === who);
      const days = [...record.happened.filter(e => events.includes(e.id)).map(e => e.date), ...own.filter(p => p.day).map(p => p.day)].sort();
      const loose = own.filter(p => p.from && !p.day).reduce((late, p) => !late || p.to > late.to ? p : late, null);
      if (loose && !days.some(day => day >= loose.to)) return `${capital(who)} was last seen in ${loose.said}.`;
      const day = days.at(-1);
      if (!day) return `Nothing here says when ${record.name} last saw ${who}.`;
      const when = whenOf(record, day), before = record.ends && record.ends > day ? `, ${sayGap(gap(day, record.ends))} before the last day here` : "";
      return `${capital(who)} was last seen on ${say(day)}${when === say(day) ? "" : ` (${when})`}${before}.`;
    });
  }

  function changeWords({own, planned}, d, now) {
    const days = gap(planned[d.id], now);
    return days ? `${sayGap(days)} ${days > 0 ? "later" : "earlier"} than ${own ? "planned" : "in the record"}` : `as ${own ? "planned" : "in the record"}`;
  }

  const decisionWords = (record, d, now) => `${[say(now), oldOn(record, now)].filter(Boolean).join(", ")}; ${changeWords(record, d, now)}`;

  /** What the wait comes to by a day, and what one week is in it. */
  function costWords(record, day) {
    const share = waited(record, day);
    const weeks = share && !record.about ? Math.floor(gap(record.born, day) / 7) : 0;
    return share && `Waiting by then: ${share}.${weeks >= 4 ? ` Each week moved is one of those ${weeks}.` : ""}`;
  }

  return {say, notADay, ageOn, hasAge, oldOn, whenOf, dayAndAge, shareOn, stretchWords, waited, sentences, changeWords, decisionWords, costWords};
}
