// What returns, what is missing, and what it all comes to.
import {plural, sayIso, sayWhen} from "./dates.js";
import {gapWords} from "./order.js";
import {fill, namesUsed, noteWords, sentence, short, titleOf} from "./words.js";

export function patternScreens(kit, {Head, ordered}) {
  const {html, TextArea, CardTable, Details, Inset} = kit;

  function Patterns(desk) {
    const {definition, value, child} = desk, {all, gaps, weeks} = ordered(desk);
    if (!all.length) return html`<${Head}>Patterns<//><p>Patterns show once there are entries with tags: what returns, when it began, and how long nothing was entered.</p>`;
    const found = (names, has) => names.map(name => ({name, list: all.filter(e => has(e, name))}));
    const tags = found(namesUsed(definition.tags, all.flatMap(e => e.tags)), (e, name) => e.tags.includes(name));
    const kinds = found(namesUsed(definition.categories, all.map(e => e.category)), (e, name) => e.category === name);
    const closed = value.gap_notes.filter(g => g.text.trim() && !gaps.some(x => x.after === g.after && x.before === g.before));
    const missing = Object.entries(definition.ask_if_missing).filter(([name]) => !all.some(e => e.category === name));
    return html`<${Head}>Patterns<//><ul>${standing(all, child).map(words => html`<li>${words}</li>`)}</ul>
      ${missing.map(([name, question]) => html`<${Inset} key=${name}><p><strong>No entry is marked “${name}”.</strong> ${fill(question, child)}</p><//>`)}
      <${Returns} caption="What returns" what="Tag" found=${tags} /><${Returns} caption="Kinds of event" what="Kind" found=${kinds} />
      ${gaps.length ? html`<${CardTable} caption=${`Stretches of more than ${plural(weeks, "week")} with nothing entered`} columns=${["From and to", "How long", "What you make of it"]}
        rows=${gaps.map(g => ({key: g.before, head: `${sayIso(g.start)} to ${sayIso(g.end)}`, cells: [gapWords(g.days), noteWords(value, g) || "Nothing written yet"]}))} />` : html`<p>No stretch of more than ${plural(weeks, "week")} is without an entry.</p>`}
      ${closed.length > 0 && html`<h5>Notes on gaps that have since closed</h5><ul>${closed.map(g => html`<li key=${g.after + g.before}>${g.text}</li>`)}</ul>`}`;
  }

  function Returns({caption, what, found}) {
    const rows = found.filter(x => x.list.length).map(x => ({key: x.name, head: x.name, cells: [plural(x.list.length, "entry", "entries"), x.list.map(e => sayWhen(e.when)).join("; ")]}));
    const unused = found.filter(x => !x.list.length).map(x => x.name);
    return html`${rows.length > 0 && html`<${CardTable} caption=${caption} columns=${[what, "How often", "When"]} rows=${rows} />`}
      ${unused.length > 0 && html`<p class="ap-hint">Not used so far: ${unused.join("; ")}.</p>`}`;
  }

  /** Plain counts in sentences: never a score, and nothing about the child's chances. */
  const standing = (all, child) => {
    const n = plural(all.length, "entry", "entries"), count = has => all.filter(has).length;
    return [
      `${sentence(child)}’s own words, or what ${child} showed, are in ${count(e => e.child_words.trim())} of ${n}.`,
      `First-hand: ${count(e => e.first_hand === "first")} of ${n}. Repeated: ${count(e => e.first_hand === "repeated")}. Not clear or not said: ${count(e => !["first", "repeated"].includes(e.first_hand))}.`,
      `What it meant for ${child} is not yet said in ${count(e => !e.meaning.trim())} of ${n}.`,
    ];
  };

  function Meaning(desk) {
    const {definition, value, child, change, id} = desk, {all} = ordered(desk), [top] = definition.significance;
    const chief = all.filter(e => top && e.significance === top);
    return html`<${Head}>What does it all mean?<//><p>Read the story through once more, then put the list away and write as if to someone who will decide about ${child} and has a minute.</p>
      ${chief.length > 0 && html`<${Details} summary=${`What you marked “${top}” (${chief.length})`}><ul>${chief.map(e => html`<li key=${e.id}>${titleOf(e)}</li>`)}</ul><//>`}
      ${definition.closing.map(c => html`<${TextArea} key=${c.id} id=${`${id}-end-${c.id}`} label=${fill(c.question, child)} hint=${fill(c.hint, child)} value=${value.sentences[c.id]}
        onInput=${x => change(short(fill(c.question, child)), b => { b.sentences[c.id] = x; }, {merge: true})} />`)}`;
  }

  return {Patterns, Meaning};
}
