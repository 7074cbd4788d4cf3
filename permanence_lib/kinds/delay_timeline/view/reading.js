// The record read in order, with the child's age and what that age looks like.
import {growingBetween, growingWords} from "./growing.js";

export function readingOf({html, Button, Details}, {say, ageOn, oldOn, dayAndAge}, {Folded}) {
  const grows = ({born, definition}, day) => growingWords(definition.growing, born, day);

  /** What the ages in the record look like from day to day, and whose words these are. */
  function Growing({record, span}) {
    const pieces = record.born && span ? growingBetween(record.definition.growing, record.born, span.first, span.last) : [];
    return pieces.length > 0 && html`<${Details} summary="What these ages look like from day to day"><ul>${pieces.map(([from, to, words]) => html`<li key=${from}>${say(from)} to ${say(to)}: ${words}.</li>`)}</ul>
      <p class="ap-hint">${record.definition.growing_source}</p><//>`;
  }

  function Reading({record, current, onPick, say: aloud}) {
    const {entries} = record, n = Math.max(0, entries.findIndex(e => e.id === current)), entry = entries[n];
    if (!entry) return null;
    const go = step => { const next = entries[n + step]; onPick(next.id); aloud(`${next.number} of ${entries.length}. ${dayAndAge(record, next.date)}. ${next.text}`, 0); };
    return html`<div class="dt-reading" role="group" aria-label="Read the entries in order">
      <div class="ap-row"><${Button} off=${n === 0} onClick=${() => go(-1)}>Earlier entry<//><${Button} off=${n === entries.length - 1} onClick=${() => go(1)}>Next entry<//>
        <span class="ap-hint">${entry.number} of ${entries.length}</span></div>
      <p class="dt-when"><strong>${say(entry.date)}</strong>${record.born && html` <span>${oldOn(record, entry.date)}</span>`}</p>
      ${grows(record, entry.date) && html`<p class="ap-hint">An age of ${grows(record, entry.date)}.</p>`}
      <p dir="auto">${entry.text}${entry.source && html` <span class="ap-cite">${entry.source}</span>`}</p>
      ${entry.child_voice && html`<blockquote dir="auto">${entry.child_voice}</blockquote>`}</div>`;
  }

  const EntryTable = ({later, record, points}) => html`<${Folded} later=${later} name="Entries" what="The table" summary="Every date as a table" record=${record} points=${points} />`;

  return {Reading, EntryTable, Growing};
}
