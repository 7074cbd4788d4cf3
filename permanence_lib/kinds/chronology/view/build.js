// The entries in order with the gaps between them, to be added to, changed, copied, moved and deleted.
import {UNDATED, plural, sayIso, sayWhen} from "./dates.js";
import {fill, isFinished, newId, nextOrder, noteOn, reorder, sameDate, titleOf} from "./words.js";
import {gapSentence} from "./basics.js";
import {sieve} from "./filters.js";

const PAGE = 20;

export function buildScreen(kit, {Head, ordered, DateHead, Marks, EntryWords, DateBox, Filters, State, addPair}) {
  const {html, useState, useEffect, useMemo, useKept, TextArea, TextLine, Question, Inset, Button, Group} = kit;

  function Build(desk) {
    const {value, child, filter, open} = desk, {dated, apart, gaps, weeks, byId} = ordered(desk), {fits, isOn} = useMemo(() => sieve(filter), [filter]);
    const [room, setRoom] = useState(PAGE), shown = dated.filter(fits), shownApart = apart.filter(fits), total = value.entries.length, finished = isFinished(value);
    useEffect(() => setRoom(PAGE), [filter]);
    const more = () => { setRoom(room + PAGE); desk.focus(`[data-entry="${shown[room].id}"]`); };
    const gapBefore = new Map(isOn ? [] : gaps.map(g => [g.before, g])), {disagreements} = value;
    // Made again only when the entry, its neighbours of one date or what disagrees with it have changed: nineteen others stand beside it.
    const kept = useKept(), card = (e, before, after) => {
      const against = disagreements.filter(d => [d.first, d.second].includes(e.id)).map(d => byId.get(d.first === e.id ? d.second : d.first)).filter(Boolean).map(titleOf).join("; ");
      const beside = {up: sameDate(before, e), down: sameDate(after, e), against, fixed: finished};
      return kept(e.id, [e, desk.born, child, ...Object.values(beside)], () => html`<${EntryCard} key=${e.id} ...${desk} entry=${e} ...${beside} />`);
    };
    return html`<${Head}>Build the chronology of ${child}<//>
      <${State} ...${desk} />
      <${Whose} ...${desk} />
      ${!finished && html`<div class="ap-row"><${Button} primary onClick=${() => open({})}>Add an event of your own<//><${Button} onClick=${() => desk.go("rows")}>Paste rows or bring in a file<//></div>`}
      ${!total ? html`<${Inset}><p>No entries yet. ${desk.filed.length ? "Start in The file and use the records that changed something; add what the file leaves out here."
        : "Start with the birth, then each home, each person who came or went, each decision and each promise."}</p><//>` : html`
      <${Filters} ...${desk} found=${shown.length + shownApart.length} isOn=${isOn} gaps><${GapLength} ...${desk} weeks=${weeks} /><//>
      <ol class=${"ch-list" + (shown.length > 10 ? " ch-long" : "")}>${shown.slice(0, room).map((e, i) => html`<${Group} key=${e.id}>${gapBefore.has(e.id) && html`<${GapCard} ...${desk} gap=${gapBefore.get(e.id)} />`}
        ${card(e, shown[i - 1], shown[i + 1])}<//>`)}</ol>
      ${shown.length > room && html`<p><${Button} onClick=${more}>Show ${Math.min(PAGE, shown.length - room)} more<//> <span class="ap-hint">${room} of ${shown.length} are shown, up to ${sayWhen(shown[room - 1].when)}.</span></p>`}
      ${shownApart.length > 0 && html`<h4>${UNDATED}</h4><p class="ap-hint">Listed apart: nothing is guessed.</p><ol class="ch-list">${shownApart.slice(0, room).map(e => card(e))}</ol>`}
      ${shownApart.length > room && html`<p><${Button} onClick=${() => setRoom(room + PAGE)}>Show more without a date<//></p>`}`}`;
  }

  /** Asked only where no case and no earlier work gives the name or the birth. */
  function Whose({definition, material, person, value, change, id}) {
    if (person?.born) return null;
    const {followed} = material, named = followed == null ? definition.called || person : followed;
    return html`<${Inset}><p>${followed ? `This is the chronology of ${followed}. Use` : "Use an alias, and"} roles instead of names. Leave out dates of birth, addresses, schools and case numbers.</p>
      ${!named && html`<${TextLine} id=${id + "-alias"} width="20" label="Alias" value=${value.alias} onInput=${x => change("the alias", b => { b.alias = x; }, {merge: true})} />`}
      <${Question} id=${id + "-born"} legend="Month and year of birth" hint="Never the day. Ages are worked out from this, as far as it goes."><div class="ap-date">
        ${[["month", "Month"], ["year", "Year"]].map(([key, words]) => html`<${DateBox} key=${key} id=${`${id}-born-${key}`} part=${key} label=${words} value=${value.born[key]}
          onInput=${x => change("the month and year of birth", b => { b.born[key] = x; }, {merge: true})} />`)}</div><//><//>`;
  }

  function GapLength({value, definition, change, id, weeks}) {
    const typed = value.gap_weeks.trim();
    return html`<${TextLine} id=${id + "-gapweeks"} width="5" label="Call it a gap after (weeks)" hint=${`${definition.gap_weeks} unless you choose`} value=${value.gap_weeks}
      error=${typed && String(weeks) !== String(+typed) ? "Enter a number of weeks from 1 to 520" : ""} onInput=${x => change("the length of a gap", b => { b.gap_weeks = x; }, {merge: true})} />`;
  }

  function EntryCard({entry, up, down, against, fixed, latest, definition, child, born, say, open, go, focus, id}) {
    const about = titleOf(entry), change = (...given) => latest.current.change(...given);
    const move = step => {
      change("the order of entries of one date", b => { reorder(b.entries, entry.id, step); });
      say(`Moved ${step < 0 ? "earlier" : "later"}: ${about}`, 0); focus(`[data-move="${entry.id}${step}"]`);
    };
    const remove = () => {
      change("delete an entry", (b, {entries}) => { b.entries = entries.filter(x => x.id !== entry.id); b.disagreements = b.disagreements.filter(d => d.first !== entry.id && d.second !== entry.id); });
      say("Deleted. Use Undo to bring it back.", 0); focus(".ch-head");
    };
    const copy = () => {
      const fresh = newId(latest.current.value.entries, "n");
      change("duplicate an entry", (b, {entries}) => { b.entries = [...entries, {...structuredClone(entries.find(x => x.id === entry.id)), id: fresh, order: nextOrder(entries)}]; });
      say(`Copied: ${about}. Change the copy as you like.`, 0); focus(`[data-entry="${fresh}"]`);
    };
    const disagree = () => go("apart", `#${id}-${addPair(latest.current, "link two entries", entry.id)}-second`);
    return html`<li class="ch-entry"><${DateHead} born=${born} entry=${entry} />
      <${Marks} entry=${entry} />
      <${EntryWords} entry=${entry} child=${child} definition=${definition} />
      ${against && html`<p><strong>Disagrees with:</strong> ${against}</p>`}
      ${!fixed && html`<div class="ap-row"><${Button} data-entry=${entry.id} onClick=${() => open({...entry, editing: entry.id})} about=${about}>Change<//>
        ${(up || down) && html`<${Button} data-move=${entry.id + "-1"} off=${!up} onClick=${() => move(-1)} about=${about}>Earlier<//><${Button} data-move=${entry.id + "1"} off=${!down} onClick=${() => move(1)} about=${about}>Later<//>`}
        <${Button} onClick=${disagree} about=${about}>Disagrees with…<//><${Button} onClick=${copy} about=${about}>Duplicate<//><${Button} onClick=${remove} about=${about}>Delete<//></div>`}</li>`;
  }

  function GapCard({gap, value, definition, child, change, id}) {
    const write = text => change("what you make of a gap", b => {
      const known = noteOn(b, gap);
      if (known) known.text = text; else b.gap_notes.push({after: gap.after, before: gap.before, text});
    }, {merge: true});
    return html`<li class="ch-gap"><p><strong>Gap:</strong> ${gapSentence(gap)}</p>
      <${TextArea} id=${`${id}-gap-${gap.after}-${gap.before}`} rows=${2} label=${fill(definition.gap_question, child)} about=${`${sayIso(gap.start)} to ${sayIso(gap.end)}`} optional value=${noteOn(value, gap)?.text} onInput=${write} /></li>`;
  }

  return {Build};
}
