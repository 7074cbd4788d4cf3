// What a chronology does not hold: stretches of time, the child's own words, the people who live with the child.
import {sayIso} from "./dates.js";
import {gapWords, gapsIn} from "./order.js";
import {phraseIn, plainWords} from "./signs.js";
import {daysFrom, finding, sinceBirth} from "./finding.js";

/** Stretches longer than was chosen about which nothing is written yet. */
export function silentGaps({response, dated, weeks}) {
  const line = name => dated.find(x => x.id === name);
  const noted = new Set(response.gap_notes.filter(note => note.text.trim()).map(note => `${note.after}:${note.before}`));
  return gapsIn(response.entries, weeks).filter(gap => !noted.has(`${gap.after}:${gap.before}`))
    .map(gap => finding("gap", `${gap.after}:${gap.before}`, [line(gap.after), line(gap.before)], {start: sayIso(gap.start), end: sayIso(gap.end), time: gapWords(gap.days)}));
}

/** No entry with the child's own words at all; or a long stretch of entries without them. */
export function unheard({lines, dated, born, reads}) {
  const after = sinceBirth(lines, born);
  if (!after.some(line => line.spoken)) return after.length >= reads.lengths.few ? [finding("voice-none", "all", after, {n: String(after.length)})] : [];
  const row = sinceBirth(dated, born), marks = [...row.keys()].filter(n => row[n].spoken || n === 0 || n === row.length - 1);
  return marks.slice(1).flatMap((other, n) => unheardStretch(row.slice(marks[n], other + 1), reads));
}

function unheardStretch(stretch, {lengths}) {
  const first = stretch[0], last = stretch.at(-1), days = daysFrom(first, last);
  if (days <= lengths.voice * 7 || stretch.filter(line => !line.spoken).length < 2) return [];
  return [finding("voice-stretch", `${first.id}:${last.id}`, stretch, {start: sayIso(first.end), end: sayIso(last.first), time: gapWords(days)})];
}

/** A visit that says nothing of the child, or words that the child was not seen. */
export function unseen({lines, born, child}) {
  const name = plainWords(child).trim();
  const isThere = line => line.spoken || line.says("child") || phraseIn(line.said, name);
  return sinceBirth(lines, born).filter(line => line.says("unseen") || line.says("visit") && !isThere(line)).map(line => finding("not-seen", line.id, [line]));
}

const isClose = line => line.spoken || line.marked("close") || (line.reads.cues.close ?? []).some(phrase => phraseIn(line.toldBy, phrase));

/** Many entries one after another in which nobody speaks who is close to the child. */
export const onlyProfessionals = whole => runsWithout(whole, "professionals", isClose);

/** Many entries one after another in which nothing good is marked or told. */
export const noneGood = whole => runsWithout(whole, "positives", line => line.good);

function runsWithout({dated, reads}, rule, ends) {
  const found = [];
  let run = [];
  for (const line of [...dated, null]) {
    if (line && !ends(line)) { run.push(line); continue; }
    if (run.length >= reads.lengths.run) found.push(finding(rule, run[0].id, run, {n: String(run.length)}));
    run = [];
  }
  return found;
}
