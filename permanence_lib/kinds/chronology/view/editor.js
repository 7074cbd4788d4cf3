// One entry being written or changed: kept as a draft at every key, so that leaving loses nothing.
import {SEASONS, noDate, plural, readWhen, sayIso, spanOf} from "./dates.js";
import {BEFORE, ageWords} from "./ages.js";
import {begun, blankDraft, fill, namesUsed, newId, nextOrder, sentence, titleOf} from "./words.js";
import {separate} from "./rows.js";

export function editorScreen(kit, {Head, DateBox, RecordWords}) {
  const {html, useMemo, useState, TextArea, TextLine, Select, Question, Radios, Ticks, Details, Inset, Warning, Button, ErrorSummary} = kit;

  function Editor(desk) {
    const {definition, material, value, child, born, change, say, id, close, busy} = desk, {draft} = value, until = draft.until ?? noDate();
    const [errors, setErrors] = useState([]);
    const problem = key => errors.find(x => x.key === key)?.text;
    const set = (label, key) => text => change(label, b => { b.draft[key] = text; }, {merge: true});
    const field = (key, label) => ({id: `${id}-${key}`, value: draft[key], onInput: set(label, key), error: problem(key)});
    const record = material.case?.events.find(e => e.id === draft.from_event);
    const back = draft.editing ? `[data-entry="${draft.editing}"]` : record ? `#${id}-r-${record.id} button` : undefined;
    const add = e => {
      e.preventDefault();
      const found = complaints(draft, id);
      setErrors(found);
      if (!found.length) { keep(desk, draft); close(back); }
    };
    const drop = () => { change("clear the half-made entry", b => { b.draft = blankDraft(); }); say("Cleared. Use Undo to bring it back.", 0); close(back); };
    const known = useMemo(() => ({tags: namesUsed(definition.tags, value.entries.flatMap(x => x.tags)), categories: namesUsed(definition.categories, value.entries.map(x => x.category))}), [value.entries]);
    const tags = namesUsed(known.tags, draft.tags), categories = namesUsed(known.categories, [draft.category]);
    return html`<form novalidate onSubmit=${add}><${Head}>${draft.editing ? "Change an entry" : record ? "Bring a record into the chronology" : "Add an event of your own"}<//>
      ${busy && html`<${Warning}><p>You were in the middle of this entry. Add it, or clear it, before you start another.</p><//>`}
      <${ErrorSummary} id=${id + "-sum"} errors=${errors} />
      ${record && html`<${Inset}><p><strong>What the file says.</strong> ${record.source}, ${sayIso(record.date)}</p><${RecordWords} record=${record} /><//>`}
      <${WhenQuestion} id=${id + "-when"} legend="When did it happen?" about=${ageNote(child, born, draft.when)} when=${draft.when} error=${problem("when")} onChange=${(key, x) => change("the date", b => { b.draft.when[key] = x; }, {merge: true})} />
      <${Until} ...${desk} open=${until.known !== "none"} until=${until} error=${problem("until")} />
      <${TextArea} label=${fill(definition.what_question, child)} hint=${fill(definition.what_hint, child)} ...${field("what", "what happened")} />
      <${TextArea} label=${fill(definition.meaning_question, child)} hint=${fill(definition.meaning_hint, child)} ...${field("meaning", "what it meant")} />
      ${definition.fields.map(f => html`<${TextArea} key=${f.id} id=${`${id}-more-${f.id}`} rows=${2} label=${fill(f.question, child)} hint=${fill(f.hint, child)} value=${draft.more[f.id]}
        onInput=${text => change(f.question, b => { b.draft.more[f.id] = text; }, {merge: true})} />`)}
      <${TextArea} label=${fill(definition.analysis_question, child)} optional hint=${fill(definition.analysis_hint, child)} rows=${2} ...${field("analysis", "your analysis")} />
      <${Question} id=${id + "-voice"} legend=${`${sentence(child)}’s own words, or what ${child} showed`} hint="Leave this empty if there is nothing on record: the silence will show.">
        <${TextArea} rows=${2} label="The words, or what was shown" optional ...${field("child_words", "the child's words")} />
        <${TextLine} label="Who held the pen?" optional hint="Who wrote it down or passed it on, and how they came to hear it" ...${field("pen", "who held the pen")} /><//>
      <${Question} id=${id + "-from"} legend="Where does this come from?"><div class="ap-columns">
        <${TextLine} label="Source" hint="Report, minutes, case note, letter" ...${field("source", "the source")} />
        <${TextLine} label="Who said it" optional hint="By role: nursery key person, not a name" ...${field("said_by", "who said it")} />
        <${TextLine} label="Date it was written" optional hint="As far as it is known" ...${field("written", "the date it was written")} /></div>
        <${Radios} id=${id + "-hand"} tight inline legend="Did they see or hear it themselves?" value=${draft.first_hand} onChange=${set("first-hand or repeated", "first_hand")}
          choices=${[["first", "First-hand"], ["repeated", "Repeated from someone else"], ["unclear", "Not clear"]]} /><//>
      ${definition.significance.length > 0 && html`<${Radios} id=${id + "-sig"} inline legend=${`How much does it matter for ${child}?`} value=${draft.significance} onChange=${set("the significance", "significance")} choices=${[...definition.significance.map(s => [s, s]), ["", "Not decided"]]} />`}
      ${categories.length > 0 && html`<${Select} id=${id + "-cat"} label="What kind of event was it?" optional empty="None chosen" value=${draft.category} onChange=${set("the category", "category")} choices=${categories} />`}
      ${tags.length > 0 && html`<${Ticks} id=${id + "-tags"} inline legend="Is it part of a pattern?" hint="Tag it if you have seen this before, or suspect you will see it again." value=${draft.tags} onChange=${set("the tags", "tags")} choices=${tags} />`}
      <${TextLine} label="Your own tags" optional hint="With commas between them" ...${field("new_tags", "your own tags")} />
      <div class="ap-row"><button type="submit" class="ap-primary">${draft.editing ? "Save the changes" : "Add to the chronology"}</button>
        <${Button} onClick=${() => close(back)}>Leave it for now<//><${Button} plain onClick=${drop}>${draft.editing ? "Forget these changes" : "Clear this entry"}<//></div></form>`;
  }

  const complaints = (draft, id) => {
    const {problem, field} = readWhen(draft.when), until = draft.until ?? noDate(), ended = readWhen(until);
    const backwards = !problem && ended.first && spanOf(draft).ended === "none" && "The second date is before the first";
    return [
      problem && {key: "when", field: `${id}-when-${field}`, text: problem},
      (ended.problem || backwards) && {key: "until", field: `${id}-until-${ended.field || "year"}`, text: ended.problem || backwards},
      !draft.what.trim() && {key: "what", field: `${id}-what`, text: "Say what happened, in your own words"},
      !draft.source.trim() && {key: "source", field: `${id}-source`, text: "Say where this comes from, or write “not known”"},
    ].filter(Boolean);
  };

  function keep({value, change, say}, draft) {
    const {editing, new_tags, ...entry} = draft;
    entry.tags = [...new Set([...entry.tags, ...separate(new_tags, ",")])];
    change(editing ? "change an entry" : "add an entry", (b, {entries}) => {
      b.entries = editing ? entries.map(x => x.id === editing ? {...entry, id: editing} : x) : [...entries, {...entry, id: newId(entries, "n"), order: nextOrder(entries)}];
      b.draft = blankDraft();
      begun(b);
    });
    const n = value.entries.length + (editing ? 0 : 1);
    say(`${editing ? "Changed" : "Added"}: ${titleOf(entry)}. ${plural(n, "entry", "entries")}.`, 0);
  }

  function ageNote(child, born, when) {
    const words = ageWords(born, when);
    if (!words) return "";
    return words.endsWith(BEFORE) ? `This is ${words}: family history belongs here too.` : `${sentence(child)} was ${words} old.`;
  }

  /** Asked only where something went on for some time. */
  function Until({id, open, until, error, change}) {
    const set = (key, x) => change("the second date", b => { b.draft.until = {...noDate(), ...b.draft.until, [key]: x}; }, {merge: true});
    return html`<${Details} summary="It went on for some time" open=${open || !!error}>
      <${WhenQuestion} id=${id + "-until"} legend="When did it end?" none="No second date" when=${until} error=${error} onChange=${set} /><//>`;
  }

  function WhenQuestion({id, legend, about, when, error, onChange, none = "Not known"}) {
    const box = (key, words) => html`<${DateBox} id=${`${id}-${key}`} part=${key} label=${words} value=${when[key]} error=${error} onInput=${x => onChange(key, x)} />`;
    const {known} = when;
    return html`<${Question} id=${id} legend=${legend} hint="Only as far as it is known. A month can be a number or a name." error=${error}>
      <${Radios} id=${id + "-known"} inline tight legend="How exactly is it known?" value=${known} onChange=${x => onChange("known", x)}
        choices=${[["day", "The day"], ["month", "The month"], ["season", "The season"], ["year", "The year"], ["none", none]]} />
      ${known === "none" ? none === "Not known" && html`<p>It will be listed apart, with the entries whose date is not known.</p>` : html`<div class="ap-date">
        ${known === "day" && box("day", "Day")}${["day", "month"].includes(known) && box("month", "Month")}
        ${known === "season" && html`<${Select} id=${id + "-season"} label="Season" value=${when.season} onChange=${x => onChange("season", x)} choices=${Object.entries(SEASONS).map(([key, [words]]) => [key, words])} />`}
        ${box("year", "Year")}</div>`}
      ${about && html`<p class="ch-age">${about}</p>`}<//>`;
  }

  return {Editor};
}
