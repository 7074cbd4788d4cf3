// The small parts that several screens of a chronology share.
import {gapWords, gapsAmong, inOrder} from "./order.js";
import {agesWords} from "./ages.js";
import {plural, sayIso, sayRange} from "./dates.js";
import {fill, gapLength, onceFor, sourceLine} from "./words.js";

export const gapSentence = gap => `${gapWords(gap.days)} with nothing entered, from ${sayIso(gap.start)} to ${sayIso(gap.end)}.` +
  (gap.loose ? ` ${plural(gap.loose, "entry", "entries")} dated only by season or year may belong here.` : "");

const inOrderOf = onceFor(entries => {
  const byId = new Map(entries.map(e => [e.id, e])), order = inOrder(entries), listed = names => names.map(name => byId.get(name));
  return {byId, order, dated: listed(order.dated), apart: listed(order.apart), all: listed([...order.dated, ...order.apart]), gaps: new Map()};
});

export function basics({html, useEffect, useRef, Tag}) {
  const Head = ({children}) => html`<h4 class="ch-head" tabindex="-1">${children}</h4>`;

  /** The entries in order with the gaps found, worked out once for each change of the entries. */
  function ordered(desk) {
    const {entries} = desk.value, weeks = gapLength(desk), {order, gaps, ...found} = inOrderOf(entries);
    if (!gaps.has(weeks)) gaps.set(weeks, gapsAmong(entries, weeks, order.dated));
    return {...found, weeks, gaps: gaps.get(weeks)};
  }

  function DateHead({born, entry}) {
    const age = agesWords(born, entry);
    return html`<h5>${sayRange(entry.when, entry.until)}${age && html`<span class="ch-years"> (${age})</span>`}</h5>`;
  }

  function Marks({entry}) {
    const marks = [entry.significance && `Significance: ${entry.significance.toLowerCase()}`, entry.category, ...entry.tags].filter(Boolean);
    return marks.length > 0 && html`<p class="ch-marks">${marks.map(x => html`<${Tag} key=${x}>${x}<//> `)}</p>`;
  }

  const Voice = ({entry}) => html`<blockquote dir="auto">${entry.child_words}</blockquote><p class="ap-hint">${entry.pen ? `Who held the pen: ${entry.pen}` : "Who held the pen is not said."}</p>`;
  const EntryWords = ({entry, child, definition, quiet}) => html`<p class="ch-words" dir="auto">${entry.what}</p>
    <p class="ch-words"><strong>For ${child}:</strong> ${entry.meaning || html`<span class="ap-hint">not yet said</span>`}</p>
    ${definition.fields.filter(f => entry.more[f.id]).map(f => html`<p class="ch-words" key=${f.id}><strong>${fill(f.question, child)}</strong> ${entry.more[f.id]}</p>`)}
    ${entry.analysis && html`<p class="ch-words"><strong>What I make of it:</strong> ${entry.analysis}</p>`}
    ${!quiet && entry.child_words && html`<${Voice} entry=${entry} />`}<p class="ap-hint">Source: ${sourceLine(entry)}</p>`;

  const DateBox = ({id, part, label, value, error, onInput}) => html`<div><label for=${id}>${label}</label>
    <input id=${id} class=${"ch-" + part} type="text" autocomplete="off" inputmode=${part === "month" ? "text" : "numeric"} value=${value} aria-invalid=${error ? "true" : undefined} onInput=${e => onInput(e.target.value)} /></div>`;

  /** Says how many are shown when what is sought changes; other changes have words of their own. */
  function useSaid(say, words, ...sought) {
    const first = useRef(true);
    useEffect(() => { if (first.current) first.current = false; else say(words); }, sought);
  }

  return {Head, ordered, DateHead, Marks, Voice, EntryWords, DateBox, useSaid};
}
