// More ways to show only some entries: by source, the child's voice and dates.
import {readWhen} from "./dates.js";
import {whenFromText} from "./cells.js";
import {onceFor} from "./words.js";

function day(typed, end) {
  const {when} = typed.trim() ? whenFromText(typed) : {when: null};
  return when ? readWhen(when)[end] : null;
}

const unreadable = typed => typed.trim() && !whenFromText(typed).when ? "Write a date like 27/03/2025, March 2025 or 2025" : "";

const sourcesIn = onceFor(entries => [...new Set(entries.map(e => e.source).filter(Boolean))].sort());

export function furtherScreen({html, TextLine, Select}) {
  /** A date that cannot be read holds nothing back. */
  function Further({value, filter, setFilter, id}) {
    const set = key => x => setFilter({...filter, [key]: x}), put = (key, end) => typed => setFilter({...filter, [key]: typed, [end]: day(typed, end)}), sources = sourcesIn(value.entries);
    return html`<div class="ch-filters" role="group" aria-label="More ways to show only some entries">
        <${Select} id=${id + "-bysource"} label="Source" empty="All" value=${filter.source} onChange=${set("source")} choices=${sources} />
        <${Select} id=${id + "-byvoice"} label="The child’s own words" empty="With or without" value=${filter.voice} onChange=${set("voice")} choices=${[["with", "With them"], ["without", "Without them"]]} />
        <${TextLine} id=${id + "-from"} label="From" hint="A date, a month or a year" value=${filter.from} error=${unreadable(filter.from)} onInput=${put("from", "first")} />
        <${TextLine} id=${id + "-to"} label="To" hint="A date, a month or a year" value=${filter.to} error=${unreadable(filter.to)} onInput=${put("to", "last")} /></div>`;
  }

  return {Further};
}
