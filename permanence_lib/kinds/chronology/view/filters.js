// Showing only some entries: by words, kind, source, the child's voice and dates.
import {plural, readWhen, spanOf} from "./dates.js";
import {whenFromText} from "./cells.js";
import {namesUsed, onceFor, textsOf} from "./words.js";

export const NO_FILTER = {asked: "", level: "", mark: "", source: "", voice: "", from: "", to: ""};

const texts = new WeakMap();
/** All the words of an entry in small letters, gathered once: five hundred are searched at every key. */
function textOf(entry) {
  if (!texts.has(entry)) texts.set(entry, [...textsOf(entry), ...entry.tags].join(" ").toLowerCase());
  return texts.get(entry);
}

/** What a filter lets through, and whether it holds anything back. A date that cannot be read holds nothing back. */
export function sieve({asked, level, mark, source, voice, from, to}) {
  const sought = asked.trim().toLowerCase(), [first, last] = [day(from, "first"), day(to, "last")];
  const inTime = entry => { if (!first && !last) return true; const at = spanOf(entry); return !!at.first && (!first || at.end >= first) && (!last || at.first <= last); };
  const fits = e => (!level || e.significance === level) && (!mark || e.category === mark || e.tags.includes(mark)) && (!source || e.source === source)
    && (!voice || (voice === "with") === !!e.child_words.trim()) && inTime(e) && (!sought || textOf(e).includes(sought));
  return {fits, isOn: !!(sought || level || mark || source || voice || first || last)};
}

function day(typed, end) {
  const {when} = typed.trim() ? whenFromText(typed) : {when: null};
  return when ? readWhen(when)[end] : null;
}

const unreadable = typed => typed.trim() && !whenFromText(typed).when ? "Write a date like 27/03/2025, March 2025 or 2025" : "";

const marksIn = onceFor(entries => [...new Set(entries.flatMap(e => [e.category, ...e.tags]))]);
const sourcesIn = onceFor(entries => [...new Set(entries.map(e => e.source).filter(Boolean))].sort());

export function filterParts(kit, {useSaid}) {
  const {html, useMemo, TextLine, Select, Details, Button} = kit;

  /** The same filters over the list and over the table; they stay as they are between the two. */
  function Filters({definition, value, filter, setFilter, found, isOn, gaps, say, id, children}) {
    const set = key => x => setFilter({...filter, [key]: x}), total = value.entries.length;
    const words = isOn ? `Showing ${found} of ${plural(total, "entry", "entries")}.${gaps ? " Gaps are shown when nothing is left out." : ""}` : plural(total, "entry", "entries");
    useSaid(say, words, filter);
    const marks = useMemo(() => namesUsed([...definition.categories, ...definition.tags], marksIn(value.entries)), [value.entries]), sources = sourcesIn(value.entries);
    const further = !!(filter.source || filter.voice || filter.from || filter.to);
    return html`<div class="ch-filters" role="group" aria-label="Show only some entries">
        <${TextLine} id=${id + "-find"} type="search" label="Search your entries" value=${filter.asked} onInput=${set("asked")} />
        ${definition.significance.length > 0 && html`<${Select} id=${id + "-level"} label="Significance" empty="All" value=${filter.level} onChange=${set("level")} choices=${definition.significance} />`}
        ${marks.length > 0 && html`<${Select} id=${id + "-mark"} label="Kind or tag" empty="All" value=${filter.mark} onChange=${set("mark")} choices=${marks} />`}
        ${children}</div>
      <${Details} summary="Search by source, dates and the child’s voice" open=${further}><div class="ch-filters" role="group" aria-label="More ways to show only some entries">
        <${Select} id=${id + "-bysource"} label="Source" empty="All" value=${filter.source} onChange=${set("source")} choices=${sources} />
        <${Select} id=${id + "-byvoice"} label="The child’s own words" empty="With or without" value=${filter.voice} onChange=${set("voice")} choices=${[["with", "With them"], ["without", "Without them"]]} />
        <${TextLine} id=${id + "-from"} label="From" hint="A date, a month or a year" value=${filter.from} error=${unreadable(filter.from)} onInput=${set("from")} />
        <${TextLine} id=${id + "-to"} label="To" hint="A date, a month or a year" value=${filter.to} error=${unreadable(filter.to)} onInput=${set("to")} /></div><//>
      <p class="ap-hint">${words}${isOn && html` <${Button} plain onClick=${() => setFilter(NO_FILTER)}>Show all<//>`}</p>`;
  }

  return {Filters};
}
