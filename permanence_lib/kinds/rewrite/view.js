// Read a passage, mark where a reader would be lost or hurt, write it again, lay before and after side by side. No grade is made of it.

const JOINS = /[—–/…]|--|\.\.\./, ENDS = /[.!?…؟。]["'”’)\]]*$/, SOFT = /["'”’)\]]$|…$|\.\.\.$/;
const SHORT_FORMS = ["mr", "mrs", "ms", "dr", "prof", "st", "e.g", "i.e", "vs"];
const SAID_SHORT = ["every", "wednesday", "wednesdays", "business", "businesses", "evening", "evenings"];
/** Spelling rules, in order (the same as in model/measures.py): silent letters go, a dot parts vowels that are said apart. */
const RULES = [
  ["[gq]ues?$", "g"], ["(?<=^som|^hom|^car|^saf|^tim|^lif|^nam)e(?=[bcfghjklmnpqtvwxz])", ""], ["(?<=^ther|^wher|^hous)e(?=[bcfghjklmnpqtvwxz])", ""],
  ["(?<=[^aeiouylh])e(?=ments?$)", ""], ["(?<=[^aeiouy])e(?=(ly|ful|fully|less|ness)$)", ""], ["(?<=[^aeioulsxzcgh])es$", "s"], ["(?<=[aeiou]l)es$", "s"],
  ["(?<=[^aeioultd])ed$", "d"], ["(?<=[aeioul]l)ed$", "d"], ["(?<=[^aeioul])e$", ""], ["(?<=[aeioul]l)e$", ""], ["(?<=rr)ia(?=g)", "i"],
  ["(?<=[^tcsgxlnhaeiouw])i(?=[aou])", "i."], ["(?<=[^qg])u(?=a[lrt]|en[ct])", "u."], ["(?<=[^tcsxaeiou])i(?=en[ct])", "i."], ["(?<=^r)ea(?=ct|lit|lis)", "e.a"],
  ["(?<=cr)ea(?=t)", "e.a"], ["(?<=[rd])e(?=as?$)", "e."], ["(?<=[oe])i(?=ng)", ".i"], ["(?<=en)ui(?=n)", "u.i"], ["(?<=[aeiou])y(?=[aeiou])", "."],
  ["^y(?=[aeiou])", "."], ["(?<=[^aeiouyw.])y(?=[aeiou])", "y."],
].map(([pattern, instead]) => [new RegExp(pattern, "g"), instead]);

const chunksOf = text => [...text.matchAll(/([^ \t\r\n\u00a0]+)([ \t\r\n\u00a0]*)/g)].map(([, chunk, gap]) => [chunk, gap]);
const flatSpaces = text => chunksOf(text).map(([chunk]) => chunk).join(" ");
const flat = text => flatSpaces(text.toLowerCase());
const goesOn = after => /\p{Ll}/u.test(after.match(/\p{L}/u)?.[0] ?? "");

function endsHere(chunk, gap, after) {
  if (!after || /\n[ \t\u00a0]*\n/.test(gap.replace(/\r/g, ""))) return true;
  if (!ENDS.test(chunk)) return gap.includes("\n") && !goesOn(after);
  return !SHORT_FORMS.includes(chunk.toLowerCase().replace(/\.+$/, "").replace(/^[("'“‘]+/, "")) && !(goesOn(after) && SOFT.test(chunk));
}

/** The sentences of a text; a new line ends one unless the next goes on in small letters. */
export function sentences(text) {
  const found = [];
  let held = [];
  chunksOf(text).forEach(([chunk, gap], n, all) => {
    held.push(chunk);
    if (endsHere(chunk, gap, all[n + 1]?.[0] ?? "")) { found.push(held.join(" ")); held = []; }
  });
  return found.filter(x => wordsIn(x).length);
}

const wordsIn = text => chunksOf(text).flatMap(([chunk]) => chunk.split(JOINS)).map(x => x.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter(Boolean);

function syllables(word) {
  if (!word || SAID_SHORT.includes(word)) return word ? 2 : 0;
  for (const [pattern, instead] of RULES) word = word.replace(pattern, instead);
  return Math.max(1, (word.match(/[aeiouy]+/g) ?? []).length);
}

/** Whether a word, or any part of one joined by hyphens, seems to have three syllables or more. */
export const isLongWord = word => word.toLowerCase().normalize("NFD").replace(/[^a-z-]/g, "").split("-").some(part => syllables(part) >= 3);

/** What is counted: words, sentences, the longest sentence, long words, and words of the author's list. */
export function measures(text, hardWords) {
  const found = sentences(text), words = wordsIn(text), count = x => wordsIn(x).length;
  const longest = found.reduce((best, x) => count(x) > count(best) ? x : best, "");
  const long = new Map();
  for (const word of words) if (!long.has(word.toLowerCase()) && isLongWord(word)) long.set(word.toLowerCase(), word);
  const run = ` ${words.join(" ").toLowerCase()} `, asked = x => wordsIn(x).join(" ").toLowerCase();
  return {words: words.length, sentences: found.length, longest: {words: count(longest), text: longest}, long: [...long.values()], hard: hardWords.filter(x => asked(x) && run.includes(` ${asked(x)} `))};
}

const several = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

/** The counts in a sentence. */
export function measureWords({words, sentences: parts, longest}) {
  if (!words) return "Nothing written yet.";
  return `${several(words, "word")} in ${several(parts, "sentence")}${parts === 1 ? "" : `; the longest has ${longest.words}`}.`;
}

/** What was counted in several texts, a row for each measure and a cell for each text. */
export function measureRows(counted, withList) {
  const list = words => words.join(", ") || "None";
  const rows = [["Words", x => `${x.words}`], ["Sentences", x => `${x.sentences}`], ["Words in the longest sentence", x => `${x.longest.words}`], ["Words of three syllables or more", x => list(x.long)]];
  if (withList) rows.push(["Words this exercise asks you to look at twice", x => list(x.hard)]);
  return rows.map(([name, cell]) => [name, ...counted.map(x => x.words ? cell(x) : "Not written yet")]);
}

/** Whether one of the phrases holds these words, or stands within them. */
export const markedToo = (words, phrases) => phrases.map(flat).some(x => x && (x.includes(flat(words)) || flat(words).includes(x)));

/** A text in pieces short enough to point at: a list of phrases for each paragraph. */
export function phrases(text) {
  return text.split(/\r?\n[ \t]*(?:\r?\n)*/).map(x => flatSpaces(x)).filter(Boolean).map(paragraph => paragraph.split(/(?<=[.,;:!?…][”"')]*) /).flatMap(shorter));
}

const JOINING = ["and", "or", "but", "that", "which", "who", "because", "in", "to", "for", "with", "of", "should", "as", "by"];

/** A long piece is parted before the joining word nearest its middle. */
function shorter(piece) {
  const words = piece.split(" "), middle = words.length / 2;
  if (words.length < 9) return [piece];
  const places = words.map((_, n) => n).filter(n => n > 2 && n < words.length - 2 && JOINING.includes(words[n].toLowerCase()));
  if (!places.length) return [piece];
  const at = places.reduce((best, n) => Math.abs(n - middle) < Math.abs(best - middle) ? n : best);
  return [...shorter(words.slice(0, at).join(" ")), ...shorter(words.slice(at).join(" "))];
}

export function view(kit) {
  const {html, useState, useRef, TextArea, TextLine, Radios, Button, CardTable, Details, Tag, Inset, Views, useFocus, sayDate, parseIso} = kit;
  const CHECKED = [["yes", "Yes"], ["not-yet", "Not yet"], ["ask", "I would have to ask them"]];
  const ended = x => !x || /[.!?]$/.test(x) ? x : `${x}.`;
  const lineOf = r => [/^\d+$/.test(r.age) ? `Aged ${r.age}.` : ended(r.age), ended(r.about), r.reading_age && `Reading: ${ended(String(r.reading_age))}`].filter(Boolean).join(" ");
  const textFor = (value, p, r) => value.written[p.id]?.[r.id] ?? {words: "", checks: {}};

  /** The author's passages, then the participant's own: those kept, or one empty place where the author asks for one. */
  function passagesOf({definition, value}) {
    const own = value.own.length ? value.own : definition.own_passage ? [{id: "own1", title: "", text: "", came: ""}] : [];
    return [...definition.passages.map(x => ({...x, given: x, readers: definition.readers.filter(r => !x.readers.length || x.readers.includes(r.id))})),
      ...own.map(x => ({...x, own: true, title: x.title.trim() || definition.own_passage || "A text of your own", readers: definition.readers, marks: [], events: []}))];
  }

  function Facts({material}) {
    const official = x => x.link && html` <a href=${x.link} rel="noreferrer">Official page<span class="ap-vh">: ${x.name}</span></a>`;
    const lines = [...material.law.map(x => html`<strong>${x.name}.</strong> ${x.words} <span class="ap-cite">${x.status_words}; ${x.cite}.</span>${official(x)}`),
      ...material.judgments.map(x => html`${x.words} <span class="ap-cite">${x.cite}</span>${official(x)}`),
      ...material.evidence.map(x => html`${x.finding} <span class="ap-cite">${x.cite}. What it cannot tell you: ${x.limits}</span>`),
      ...material.terms.map(x => html`<strong>${x.term}.</strong> ${x.words}`)];
    return lines.length > 0 && html`<${Details} summary="Facts and words you may need">${lines.map((x, n) => html`<p key=${n} class="ap-source">${x}</p>`)}<//>`;
  }

  function Record({passage, material}) {
    const events = (material.case?.events ?? []).filter(x => passage.events.includes(x.id));
    return events.length > 0 && html`<${Details} summary="From the record" about=${`behind ${passage.title}`}>${events.map(x => html`<p key=${x.id}><strong>${sayDate(parseIso(x.date))}, ${x.source}.</strong> ${x.text}${x.child_voice && ` The child: ${x.child_voice}`}</p>`)}<//>`;
  }

  /** The participant brings a text: what it is, and its words. */
  function OwnText({passage, sitting}) {
    const {change, definition, id} = sitting, kept = sitting.value.own.find(x => x.id === passage.id) ?? {title: "", text: ""};
    const set = (part, x) => change(`the ${part} of your own passage`, v => {
      if (!v.own.some(y => y.id === passage.id)) v.own.push({id: passage.id, title: "", text: "", came: ""});
      v.own.find(y => y.id === passage.id)[part] = x;
    }, {merge: true});
    return html`<${TextLine} id=${`${id}-${passage.id}-title`} label="What is it?" optional hint="For example, page four of a care plan" value=${kept.title} onInput=${x => set("title", x)} />
      <${TextArea} id=${`${id}-${passage.id}-text`} label=${definition.own_passage || "The passage"} rows=${5} hint="A few sentences are enough. Change every name and place." value=${kept.text} onInput=${x => set("text", x)} />`;
  }

  function Marking({passage, sitting}) {
    const {definition, value, change, say, id, focus} = sitting, mine = value.marked[passage.id] ?? [], words = mine.map(x => x.words), seen = value.seen.includes(passage.id);
    const toggle = x => {
      const gone = words.includes(x);
      change(gone ? "take a mark away" : "a mark", v => { const list = v.marked[passage.id] ?? []; v.marked[passage.id] = gone ? list.filter(m => m.words !== x) : [...list, {words: x, why: ""}]; });
      say(gone ? "Mark taken away" : "Marked. You can say why below.");
    };
    const why = (x, text) => change("why you marked it", v => { v.marked[passage.id].find(m => m.words === x).why = text; }, {merge: true});
    const reveal = () => { change("look at a colleague's marks", v => { v.seen.push(passage.id); }); focus("[data-rw-seen]"); };
    return html`<div role="group" aria-label=${definition.mark_words} class="rw-passage"><p class="rw-ask" id=${`${id}-${passage.id}-ask`}>${definition.mark_words}</p>
        <p class="ap-hint">Press a phrase to mark it, and again to take the mark away.</p>
        ${phrases(passage.text).map((line, n) => html`<p key=${n} class="rw-text" dir="auto">${line.map((x, m) => html`<button type="button" key=${m} class="rw-phrase" aria-pressed=${String(words.includes(x))} onClick=${() => toggle(x)}>${x}</button>${" "}`)}</p>`)}
        ${passage.source && html`<p class="ap-cite">${passage.source}</p>`}</div>
      ${mine.length > 0 && html`<ul class="rw-marks">${mine.map((x, n) => html`<li key=${x.words}><${TextLine} id=${`${id}-${passage.id}-why-${n}`} label=${`“${x.words}”`} hint="Why, if you like" value=${x.why} onInput=${text => why(x.words, text)} />
        <${Button} plain about=${`from “${x.words}”`} onClick=${() => { toggle(x.words); focus(".rw-phrase"); }}>Take the mark away<//></li>`)}</ul>`}
      ${passage.marks.length > 0 && !seen && html`<p><${Button} onClick=${reveal}>${mine.length ? "See where a colleague stopped" : "I would mark nothing. Show me where a colleague stopped"}<//></p>`}
      ${passage.marks.length > 0 && seen && html`<${Inset}><h5 data-rw-seen="" tabindex="-1">Where a colleague stopped</h5><ul>${passage.marks.map(x => html`<li key=${x.words}>“${x.words}” ${x.why} ${markedToo(x.words, words) && html`<${Tag}>You marked this too<//>`}</li>`)}</ul>
        <p class="ap-hint">One colleague, on one day. Where you differ, one of you may know this reader better.</p><//>`}`;
  }

  function Writing({passage, reader, sitting}) {
    const {definition, value, change, id, focus} = sitting, text = textFor(value, passage, reader), own = `${id}-${passage.id}-${reader.id}`;
    const alter = (label, recipe, how) => change(label, v => { recipe((v.written[passage.id] ??= {})[reader.id] ??= {words: "", checks: {}}); }, how);
    const counted = measures(text.words, definition.hard_words);
    return html`<div class="rw-reader"><${TextArea} id=${own} label=${`For ${reader.name}`} about=${`: ${passage.title}`} rows=${8} hint=${lineOf(reader)} value=${text.words} onInput=${x => alter(`the text for ${reader.name}`, t => { t.words = x; }, {merge: true})} />
      ${!counted.words ? passage.text.trim() && html`<p><${Button} plain about=${`for ${reader.name}`} onClick=${() => { alter(`the passage, to mend for ${reader.name}`, t => { t.words = flatSpaces(passage.text); }); focus(`[id="${own}"]`); }}>Put the passage here and mend it<//></p>`
        : html`<p class="ap-hint">${measureWords(counted)}</p>
        ${definition.checks.map(x => html`<${Radios} key=${x.id} id=${`${own}-${x.id}`} legend=${x.words} about=${`, for ${reader.name}`} tight inline choices=${CHECKED} value=${text.checks[x.id] ?? ""} onChange=${y => alter(`your check of the text for ${reader.name}`, t => { t.checks[x.id] = y; })} />`)}`}</div>`;
  }

  function Beside({passage, sitting}) {
    const {definition, value} = sitting, texts = [["Before", passage.text], ...passage.readers.map(r => [`For ${r.name}`, textFor(value, passage, r).words])];
    if (!texts.slice(1).some(([, x]) => x.trim())) return null;
    const rows = measureRows(texts.map(([, x]) => measures(x, definition.hard_words)), definition.hard_words.length > 0);
    return html`<h5 class="rw-beside">Before and after</h5><div class="ap-columns">${texts.map(([name, x]) => html`<figure key=${name}><figcaption>${name}</figcaption>${x.trim() ? html`<blockquote dir="auto">${x}</blockquote>` : html`<p class="ap-hint">Not written yet</p>`}</figure>`)}</div>
      <${CardTable} caption="What was counted" columns=${["Counted", ...texts.map(([name]) => name)]} rows=${rows.map(([name, ...cells]) => ({key: name, head: name, cells}))} />
      <p class="ap-hint">Counted by rule from the spelling, which is sometimes wrong. A long word can be a loved one, and short words can wound. Only the reader can say whether it was understood.</p>`;
  }

  function OnePassage({passage, sitting}) {
    const {definition, value, change, material, focus} = sitting, ready = passage.text.trim();
    const remove = () => { change("remove your own passage", v => { v.own = v.own.filter(x => x.id !== passage.id); }); sitting.open(0); };
    return html`<section aria-label=${passage.title}><h4 tabindex="-1" data-rw-title="">${passage.title}</h4>${passage.about && html`<p>${passage.about}</p>`}${passage.came && html`<p class="ap-hint">From ${passage.came}</p>`}
      ${passage.own && html`<${OwnText} passage=${passage} sitting=${sitting} />`}
      ${ready && (definition.mark ? html`<${Marking} passage=${passage} sitting=${sitting} />` : !passage.own && html`<blockquote dir="auto">${passage.text}</blockquote>${passage.source && html`<p class="ap-cite">${passage.source}</p>`}`)}
      <${Record} passage=${passage} material=${material} />
      ${definition.write && html`<h5>Write it again</h5><div class="ap-columns">${passage.readers.map(r => html`<${Writing} key=${r.id} passage=${passage} reader=${r} sitting=${sitting} />`)}</div><${Beside} passage=${passage} sitting=${sitting} />`}
      ${passage.own && value.own.length > 0 && html`<p><${Button} about=${passage.title} onClick=${remove}>Remove this passage<//></p>`}</section>`;
  }

  return function Rewrite({definition, material, value, change, say, id}) {
    const root = useRef(), focus = useFocus(root), [at, setAt] = useState(0);
    const open = n => { setAt(n); focus("[data-rw-title]"); };
    const sitting = {definition, material, value, change, say, id, focus, open};
    const all = passagesOf(sitting), passage = all[Math.min(at, all.length - 1)], here = all.indexOf(passage);
    const add = () => {
      const names = value.own.map(x => x.id);
      let n = 1; while (names.includes(`own${n}`)) n += 1;
      change("add a passage of your own", v => { v.own.push({id: `own${n}`, title: "", text: "", came: ""}); });
      open(all.length);
    };
    return html`<div class="rw" ref=${root}><${Facts} material=${material} />
      ${all.length > 1 && html`<${Views} label="Passages" views=${all.map((x, n) => [n, x.title])} current=${here} onChange=${open} />`}
      ${passage && html`<${OnePassage} key=${passage.id} passage=${passage} sitting=${sitting} />`}
      <div class="ap-row">${all[here + 1] && html`<${Button} primary onClick=${() => open(here + 1)}>Next: ${all[here + 1].title}<//>`}
        ${definition.own_passage && value.own.length > 0 && html`<${Button} onClick=${add}>Add another text of your own<//>`}</div>
      ${definition.ask.length > 0 && all.length > 1 && html`<h4>When you have been through ${all.length === 2 ? "both" : "all of them"}</h4>`}
      ${definition.ask.map(x => html`<${TextArea} key=${x.id} id=${`${id}-ask-${x.id}`} label=${x.question} hint=${x.hint} rows=${3} value=${value.answers[x.id] ?? ""} onInput=${text => change(`“${x.question}”`, v => { v.answers[x.id] = text; }, {merge: true})} />`)}</div>`;
  };
}
