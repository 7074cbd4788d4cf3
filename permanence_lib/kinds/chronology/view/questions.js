// The chronology read back: questions with the entries they rest on, to be answered or disagreed with in writing.
import {askAbout, limitsIn, readBack} from "./readback.js";
import {fill, gapLength, titleOf} from "./words.js";

const LINKS_SHOWN = 6;

export function questionScreen(kit, {Head}) {
  const {html, useMemo, useState, TextArea, Details, Inset, Button, factLines} = kit;

  function Questions(desk) {
    const {definition, material, value, child, born} = desk, {reads} = definition, weeks = gapLength(desk);
    const found = useMemo(() => readBack(value, reads, weeks, child, born, limitsIn(material.law)), [value.entries, value.gap_notes, value.disagreements, weeks, child]);
    const byId = useMemo(() => new Map(value.entries.map(e => [e.id, e])), [value.entries]);
    const rules = [...new Set(found.map(x => x.rule))], keys = new Set(found.map(x => x.key));
    const past = (value.replies ?? []).filter(reply => reply.text.trim() && !keys.has(reply.key));
    return html`<${Head}>Read it back<//>
      <p>Read by rules, from the words of your own entries. Each is a question, not a fault: there may be a good answer, or the rule may be wrong. Write what you say to it, and it is kept and printed. Nothing is counted up.</p>
      ${!value.entries.length ? html`<${Inset}><p>Nothing to read yet.</p><//>` : !found.length && html`<${Inset}><p>No rule asks anything of these entries. That is not the same as a good chronology: read it through as a story.</p><//>`}
      ${rules.map(rule => html`<section key=${rule} class="ch-rule" aria-label=${fill(reads.rules[rule].name, child)}><h5>${reads.rules[rule].name}</h5><p class="ap-hint">${fill(reads.rules[rule].why, child)}</p>
        <ul class="ch-list">${found.filter(x => x.rule === rule).map(x => html`<${OneQuestion} key=${x.key} ...${desk} found=${x} byId=${byId} />`)}</ul></section>`)}
      ${past.length > 0 && html`<h5>What you wrote about questions that are no longer asked</h5><ul>${past.map(reply => html`<li key=${reply.key} class="ch-words">${reply.about} <strong>You wrote:</strong> ${reply.text}</li>`)}</ul>`}`;
  }

  function OneQuestion({found, byId, definition, material, value, child, change, open, id}) {
    const [all, setAll] = useState(false), words = askAbout(found, definition.reads, child), reply = (value.replies ?? []).find(x => x.key === found.key);
    const write = text => change("what you say to a question", b => {
      const others = (b.replies ?? []).filter(x => x.key !== found.key);
      b.replies = text ? [...others, {key: found.key, about: words, text}] : others;
    }, {merge: true});
    const entries = found.entries.map(name => byId.get(name)).filter(Boolean), shown = all ? entries : entries.slice(0, LINKS_SHOWN);
    const law = found.facts.id && factLines({law: [found.facts.id]}, material);
    return html`<li class="ch-asked"><p>${words}</p>${law && law.map(line => html`<p class="ap-source">${line}</p>`)}
      <ul>${shown.map(e => html`<li key=${e.id}><${Button} plain data-entry=${e.id} onClick=${() => open({...e, editing: e.id})}>${titleOf(e)}<//></li>`)}</ul>
      ${entries.length > shown.length && html`<p><${Button} plain onClick=${() => setAll(true)} about=${words}>All ${entries.length} entries it rests on<//></p>`}
      <${Details} summary=${reply?.text ? "What you said to this" : "Answer, or disagree"} about=${words} open=${!!reply?.text}>
        <${TextArea} id=${`${id}-reply-${found.key.replace(/[^a-z0-9-]/gi, "-")}`} rows=${2} label="What do you say to this?" about=${words} hint="Kept and printed with the question." value=${reply?.text} onInput=${write} /><//></li>`;
  }

  return {Questions};
}
