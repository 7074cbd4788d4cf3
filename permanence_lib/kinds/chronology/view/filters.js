// Showing only some entries: by words, kind, source, the child's voice and dates.
import {plural, spanOf} from "./dates.js";
import {namesUsed, onceFor, textsOf} from "./words.js";

export const NO_FILTER = {asked: "", level: "", mark: "", source: "", voice: "", from: "", to: "", first: null, last: null};

const texts = new WeakMap();
/** All the words of an entry in small letters, gathered once: five hundred are searched at every key. */
function textOf(entry) {
  if (!texts.has(entry)) texts.set(entry, [...textsOf(entry), ...entry.tags].join(" ").toLowerCase());
  return texts.get(entry);
}

/** What a filter lets through, and whether it holds anything back. Dates stand in it with the days they mean. */
export function sieve({asked, level, mark, source, voice, first, last}) {
  const sought = asked.trim().toLowerCase();
  const inTime = entry => { if (!first && !last) return true; const at = spanOf(entry); return !!at.first && (!first || at.end >= first) && (!last || at.first <= last); };
  const fits = e => (!level || e.significance === level) && (!mark || e.category === mark || e.tags.includes(mark)) && (!source || e.source === source)
    && (!voice || (voice === "with") === !!e.child_words.trim()) && inTime(e) && (!sought || textOf(e).includes(sought));
  return {fits, isOn: !!(sought || level || mark || source || voice || first || last)};
}

const marksIn = onceFor(entries => [...new Set(entries.flatMap(e => [e.category, ...e.tags]))]);

export function filterParts(kit, {useSaid}) {
  const {html, useMemo, TextLine, Select, Details, OnItsWay, Button} = kit;

  /** The same filters over the list and over the table; they stay as they are between the two. */
  function Filters({definition, value, filter, setFilter, found, isOn, gaps, say, id, screens, late, touch, children}) {
    const set = key => x => setFilter({...filter, [key]: x}), total = value.entries.length;
    const words = isOn ? `Showing ${found} of ${plural(total, "entry", "entries")}.${gaps ? " Gaps are shown when nothing is left out." : ""}` : plural(total, "entry", "entries");
    useSaid(say, words, filter);
    const marks = useMemo(() => namesUsed([...definition.categories, ...definition.tags], marksIn(value.entries)), [value.entries]);
    const further = !!(filter.source || filter.voice || filter.from || filter.to);
    return html`<div class="ch-filters" role="group" aria-label="Show only some entries">
        <${TextLine} id=${id + "-find"} type="search" label="Search your entries" value=${filter.asked} onInput=${set("asked")} />
        ${definition.significance.length > 0 && html`<${Select} id=${id + "-level"} label="Significance" empty="All" value=${filter.level} onChange=${set("level")} choices=${definition.significance} />`}
        ${marks.length > 0 && html`<${Select} id=${id + "-mark"} label="Kind or tag" empty="All" value=${filter.mark} onChange=${set("mark")} choices=${marks} />`}
        ${children}</div>
      <${Details} summary="Search by source, dates and the child’s voice" open=${further} onOpen=${touch}>${screens ? html`<${screens.Further} definition=${definition} value=${value} filter=${filter} setFilter=${setFilter} id=${id} />`
        : html`<${OnItsWay} what="What is searched by" late=${late} />`}<//>
      <p class="ap-hint">${words}${isOn && html` <${Button} plain onClick=${() => setFilter(NO_FILTER)}>Show all<//>`}</p>`;
  }

  return {Filters};
}
