// A worksheet: sections of questions and rows, with the law, evidence, case record and texts they stand on beside them.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const LONGEST_NAME = 60;
const LONGEST_GLIMPSE = 140;
const BOXES = ["day", "month", "year"];
const NO_DAY = {day: "", month: "", year: ""};
const NONE = [];

/** Whether there is anything in an answer at all. */
export function isWritten(answer) {
  if (typeof answer === "string") return answer.trim() !== "";
  if (Array.isArray(answer)) return answer.length > 0;
  return !!answer && BOXES.some(box => String(answer[box] ?? "").trim() !== "");
}

/** The day that three boxes make as [day, month, year], or null. */
export function dayMeant(typed) {
  const [d, m, y] = BOXES.map(box => String(typed[box] ?? "").trim());
  if (!/^[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}$/.test(`${d}-${m}-${y}`)) return null;
  const at = new Date(0);
  at.setUTCFullYear(+y, +m - 1, +d);
  return +y > 0 && at.getUTCDate() === +d && at.getUTCMonth() === +m - 1 ? [+d, +m, +y] : null;
}

function dayWords(typed) {
  const meant = dayMeant(typed);
  if (meant) return `${meant[0]} ${MONTHS[meant[1] - 1]} ${meant[2]}`;
  return `${BOXES.map(box => String(typed[box] ?? "").trim() || "?").join(" ")} (not a full date yet)`;
}

/** An answer as it is read: the words of a choice, a day in full, or what was typed. */
export function wordsOf(question, answer) {
  if (!isWritten(answer)) return "";
  const choices = question.choices ?? NONE;
  const words = name => choices.find(choice => choice.id === name)?.words ?? name;
  if (typeof answer === "string") return question.type === "choice" ? words(answer) : answer.trim();
  if (!Array.isArray(answer)) return dayWords(answer);
  const offered = choices.map(choice => choice.id);
  return [...offered.filter(name => answer.includes(name)), ...answer.filter(name => !offered.includes(name))].map(words).join("; ");
}

const shorten = (words, most) => {
  const letters = [...words];
  return letters.length <= most ? words : `${letters.slice(0, most).join("").trimEnd()}…`;
};
const capital = words => words.slice(0, 1).toUpperCase() + words.slice(1);
const givenOf = (rows, row) => rows.given?.find(given => given.id === row.id);

/** What a row is called: the author's title, or its number and the first words of its first answer. */
export function nameOf(rows, row, number) {
  const given = givenOf(rows, row);
  if (given) return given.title;
  const [first] = rows.questions;
  const words = wordsOf(first, row.answers?.[first.id]).split(/\s+/).filter(Boolean).join(" ");
  const plain = `${capital(rows.one)} ${number}`;
  return words ? `${plain}: ${shorten(words, LONGEST_NAME)}` : plain;
}

/** The rows on the page: those kept, or the author's first rows while nobody has touched the list. */
export function rowsShown(section, value) {
  if (!section.rows) return NONE;
  if (value.rows?.[section.id]) return value.rows[section.id];
  const {given = NONE, suggested = 1} = section.rows;
  const names = given.length ? given.map(row => row.id) : Array.from({length: suggested}, (_, n) => `r${n + 1}`);
  return names.map(name => ({id: name, answers: {}}));
}

/** The heading and the facts of each option.aspect named, in the order of the names. */
export function aspectsBeside(options, names) {
  const known = Object.fromEntries(options.flatMap(option => Object.entries(option.aspects).map(([aspect, facts]) => [`${option.id}.${aspect}`, [`${option.name}: ${aspect.replaceAll("_", " ")}`, facts]])));
  return [...new Set(names)].filter(name => Object.hasOwn(known, name)).map(name => known[name]);
}

const rowIsWritten = row => Object.values(row.answers ?? {}).some(isWritten);

/** Parts of one section that have something in them, and all its parts: questions that are not optional, and rows. */
export function countParts(section, value) {
  const asked = (section.questions ?? NONE).filter(q => !q.optional).map(q => isWritten(value.answers?.[q.id]));
  const rows = rowsShown(section, value).map(rowIsWritten);
  const parts = [...asked, ...(section.rows && !rows.length ? [false] : rows)];
  return [parts.filter(Boolean).length, parts.length];
}

/** A name for a new row that no other row has. */
export function newRowId(names) {
  let n = names.length + 1;
  while (names.includes(`r${n}`)) n += 1;
  return `r${n}`;
}

/** Where a row that was set aside belongs again: before the first given row that comes after it. */
export function placeFor(rows, shown, name) {
  const order = rows.given.map(given => given.id);
  const at = shown.findIndex(row => order.indexOf(row.id) > order.indexOf(name));
  return at < 0 ? shown.length : at;
}

export function view(kit) {
  const {html, useState, useRef, TextArea, TextLine, Radios, Ticks, DateBoxes, ErrorSummary, Button, Details, Tag, Inset, useFocus, dateProblem, parseIso, sayDate, plural} = kit;

  const byId = (things, ids) => (things ?? NONE).filter(thing => (ids ?? NONE).includes(thing.id));
  const controlOf = (field, type) => ({date: `${field}-day`, choice: `${field}-0`, ticks: `${field}-0`})[type] ?? field;
  const dateFault = (question, answer) => {
    if (question.type !== "date" || !isWritten(answer) || dayMeant(answer)) return "";
    return dateProblem(answer, "The date") || "The date must be a real date, for example 27 3 2025";
  };

  // What stands beside a question

  function LawFact({fact}) {
    return html`<li><p><strong>${fact.name}${fact.citation ? ` ${fact.citation}` : ""}.</strong> ${fact.when && html`${capital(fact.when)}. `}${fact.words}
      ${fact.status_words && html` <${Tag}>${fact.status_words}<//>`}</p>
      <p class="ap-cite">${fact.cite}${fact.link && html`. <a href=${fact.link} rel="noreferrer">Official page<span class="ap-vh">: ${fact.name}</span></a>`}${fact.status_words && fact.note && html`<br />${fact.note}`}</p></li>`;
  }

  function Facts({beside, material}) {
    const law = [...byId(material.law, beside.law), ...byId(material.judgments, beside.law)];
    const evidence = byId(material.evidence, beside.evidence), terms = byId(material.terms, beside.terms);
    const aspects = aspectsBeside(material.options ?? NONE, beside.options ?? NONE).map(([heading, facts]) => html`<${Details} key=${heading} summary=${heading}><ul>
      ${facts.map(x => html`<li>${x.words} <span class="ap-cite">${x.cite}.${x.link && html` <a href=${x.link} rel="noreferrer">Official page<span class="ap-vh">: ${x.cite}</span></a>`}</span></li>`)}</ul><//>`);
    const count = law.length + evidence.length + terms.length;
    const options = aspects.length > 0 && html`<div class="ws-options">${aspects}</div>`;
    if (!count) return options || null;
    const list = html`<ul class="ws-facts">${law.map(fact => html`<${LawFact} key=${fact.id} fact=${fact} />`)}
      ${evidence.map(x => html`<li key=${x.id}><p><strong>${x.topic}.</strong> ${x.finding}</p><p class="ap-cite">${x.cite}<br />What it cannot tell you: ${x.limits}</p></li>`)}
      ${terms.map(x => html`<li key=${x.id}><p><strong>${x.term}.</strong> ${x.words}</p></li>`)}</ul>`;
    return html`${count > 3 ? html`<${Details} summary=${`What this stands on: ${count} sources`}>${list}<//>` : list}${options}`;
  }

  const hasTexts = (beside, {material, definition}) => byId(material.case?.events, beside.events).length + byId(definition.passages, beside.passages).length > 0;

  function Texts({beside, material, definition}) {
    const events = byId(material.case?.events, beside.events), passages = byId(definition.passages, beside.passages);
    if (!events.length && !passages.length) return null;
    const entries = events.map(event => html`<figure key=${event.id}><figcaption>${event.source}, ${sayDate(parseIso(event.date))}</figcaption>
      <blockquote>${event.text}</blockquote>${event.child_voice && html`<p><strong>The child:</strong> ${event.child_voice}</p>`}</figure>`);
    return html`<div class="ws-texts">${passages.map(text => html`<figure key=${text.id}><figcaption>${text.title}</figcaption>
        <blockquote>${text.text}</blockquote>${text.source && html`<p class="ap-cite">${text.source}</p>`}</figure>`)}
      ${entries.length > 3 ? html`<${Details} summary=${`From the record: ${plural(entries.length, "entry", "entries")}`}>${entries}<//>` : entries}</div>`;
  }

  // One question

  function Help({question, about}) {
    if (!question.prompts.length && !question.think_again) return null;
    return html`<div class="ws-help">${question.prompts.length > 0 && html`<${Details} summary="If you are stuck" about=${`on ${question.label} ${about}`}><ul>${question.prompts.map(words => html`<li>${words}</li>`)}</ul><//>`}
      ${question.think_again && html`<${Details} summary="Think again" about=${`about ${question.label} ${about}`}><p>${question.think_again}</p><//>`}</div>`;
  }

  /** A date complains once the person has left its boxes, and not while they type. */
  function DateAsked({question, field, about, answer, set, error}) {
    const [left, setLeft] = useState(false);
    const typed = {...NO_DAY, ...(typeof answer === "object" && !Array.isArray(answer) ? answer : {})};
    const leave = e => { if (!e.currentTarget.contains(e.relatedTarget)) setLeft(true); };
    return html`<div onfocusout=${leave}><${DateBoxes} id=${field} legend=${question.label} about=${about} optional=${question.optional} hint=${question.hint || undefined} error=${error || (left ? dateFault(question, typed) : "")}
      value=${typed} onChange=${day => { setLeft(false); set(day); }} /></div>`;
  }

  function Control({question, field, answer, set, about, error}) {
    const {label, hint, optional} = question;
    const legend = html`${label}${optional && html`<span class="ap-optional"> (optional)</span>`}`;
    if (question.type === "date") return html`<${DateAsked} question=${question} field=${field} about=${about} answer=${answer} set=${set} error=${error} />`;
    if (question.type === "ticks") return html`<${Ticks} id=${field} legend=${legend} about=${about} hint=${hint} value=${Array.isArray(answer) ? answer : NONE} onChange=${set} choices=${question.choices.map(c => [c.id, c.words])} />`;
    if (question.type === "choice") return html`<${Radios} id=${field} legend=${legend} about=${about} hint=${hint} value=${answer} onChange=${set} choices=${question.choices.map(c => [c.id, c.words, c.hint])} />
      ${isWritten(answer) && html`<p class="ws-clear"><${Button} plain about=${`: ${label} ${about}`} onClick=${() => { set(""); document.getElementById(`${field}-0`)?.focus(); }}>Clear this choice<//></p>`}`;
    const shared = {id: field, label, about, hint, optional, value: typeof answer === "string" ? answer : wordsOf(question, answer), onInput: set};
    return question.type === "line" ? html`<${TextLine} ...${shared} />` : html`<${TextArea} ...${shared} rows=${question.lines} />`;
  }

  function Asked({question, about = "", bare, definition, material, ...control}) {
    const {beside} = question, texts = !bare && hasTexts(beside, {material, definition});
    const facts = bare ? null : Facts({beside, material});
    return html`<div class=${texts ? "ws-asked ws-with-texts" : facts ? "ws-asked ws-with-facts" : "ws-asked"}>
      ${texts && html`<${Texts} beside=${beside} material=${material} definition=${definition} />`}
      <div><${Control} question=${question} about=${about} ...${control} /><${Help} question=${question} about=${about} /></div>
      ${facts && html`<div>${facts}</div>`}</div>`;
  }

  // Rows

  function Glimpse({rows, row}) {
    const written = rows.questions.map(question => [question, wordsOf(question, row.answers?.[question.id])]).filter(([, words]) => words);
    if (!written.length) return html`<p class="ap-hint">Nothing written yet</p>`;
    return html`<dl class="ws-glimpse">${written.map(([question, words]) => html`<div key=${question.id}><dt>${question.label}</dt><dd dir="auto">${shorten(words, LONGEST_GLIMPSE)}</dd></div>`)}</dl>`;
  }

  function RowButtons({name, number, of, folded, isOpen, toggle, move, remove}) {
    return html`<div class="ap-row ws-buttons">
      ${folded && html`<button type="button" aria-expanded=${String(isOpen)} class="ws-toggle" onClick=${toggle}>${isOpen ? "Close" : "Open"}<span class="ap-vh"> ${name}</span></button>`}
      <${Button} about=${name} off=${number === 1} class="ws-up" onClick=${() => move(-1)}>Move up<//>
      <${Button} about=${name} off=${number === of} class="ws-down" onClick=${() => move(1)}>Move down<//>
      <${Button} about=${name} onClick=${remove}>Remove<//></div>`;
  }

  function OneRow({sheet, section, row, number, of, isOpen, ...acts}) {
    const {definition, material, id, looked} = sheet, {rows} = section, given = givenOf(rows, row), name = nameOf(rows, row, number);
    const set = question => answer => sheet.changeRows(section, `“${question.label}”, ${rows.one} ${number}`, list => {
      list.find(x => x.id === row.id).answers[question.id] = answer;
    }, {merge: true});
    return html`<li class="ws-row" data-row=${row.id}><h5 tabindex="-1" dir="auto">${name}${row.source && html`<span class="ws-from" dir="auto">From “${row.source}”</span>`}</h5>
      <${RowButtons} name=${name} number=${number} of=${of} folded=${rows.folded} isOpen=${isOpen} ...${acts} />
      ${!isOpen ? html`<${Glimpse} rows=${rows} row=${row} />` : html`<div class="ws-row-body">
        ${given?.about && html`<p>${given.about}</p>`}
        ${given && html`<${Texts} beside=${given.beside} material=${material} definition=${definition} /><${Facts} beside=${given.beside} material=${material} />`}
        <div class=${rows.questions.length % 3 ? "ws-row-questions ws-in-pairs" : "ws-row-questions"}>${rows.questions.map(question => html`<${Asked} key=${question.id} bare question=${question} about=${`, ${name}`} field=${`${id}-${section.id}-${row.id}-${question.id}`}
          answer=${row.answers?.[question.id]} set=${set(question)} error=${looked ? dateFault(question, row.answers?.[question.id]) : ""} />`)}</div></div>`}</li>`;
  }

  function RowList({sheet, section}) {
    const {value, say, focus, openRow, setOpenRow, changeRows} = sheet, {rows} = section, shown = rowsShown(section, value);
    const [removed, setRemoved] = useState(null);
    const gone = removed && !shown.some(row => row.id === removed.row.id) ? removed : null;
    const aside = (rows.given ?? NONE).filter(given => given.id !== gone?.row.id && !shown.some(row => row.id === given.id));
    const at = (row, part = "h5") => `[data-section="${section.id}"] [data-row="${row}"] ${part}`;
    const reopen = row => { if (rows.folded) setOpenRow({...openRow, [section.id]: row}); };
    const move = (row, number) => by => {
      changeRows(section, `move ${nameOf(rows, row, number)}`, list => { list.splice(number - 1 + by, 0, ...list.splice(number - 1, 1)); });
      say(`${nameOf(rows, row, number)} is now ${number + by} of ${shown.length}`, 0);
      focus(at(row.id, by < 0 ? ".ws-up" : ".ws-down"));
    };
    const remove = (row, number) => () => {
      setRemoved({row, index: number - 1, name: nameOf(rows, row, number)});
      changeRows(section, `remove ${nameOf(rows, row, number)}`, list => { list.splice(number - 1, 1); });
      say(`Removed ${nameOf(rows, row, number)}. You can put it back.`, 0);
      focus(`[data-section="${section.id}"] .ws-back button`);
    };
    const putBack = (row, index, name) => {
      changeRows(section, `put back ${name}`, list => { list.splice(index, 0, structuredClone(row)); });
      setRemoved(null); reopen(row.id); focus(at(row.id)); say(`${name} is back`, 0);
    };
    const add = () => {
      const name = newRowId(shown.map(row => row.id));
      changeRows(section, `add a ${rows.one}`, list => { list.push({id: name, answers: {}}); });
      reopen(name); focus(at(name)); say(`${capital(rows.one)} ${shown.length + 1} added`, 0);
    };
    return html`<div class="ws-rows" data-section=${section.id}>
      ${rows.questions.map(question => html`<${Facts} key=${question.id} beside=${question.beside} material=${sheet.material} />`)}
      ${!rows.given?.length && rows.suggested > 1 && html`<p class="ap-hint">There is room for ${plural(rows.suggested, rows.one, rows.many)}. Fewer will do, and you can add more.</p>`}
      ${!shown.length && html`<p class="ap-hint">There are no ${rows.many} here yet. Add the first one.</p>`}
      <ol class="ws-list">${shown.map((row, i) => html`<${OneRow} key=${row.id} sheet=${sheet} section=${section} row=${row} number=${i + 1} of=${shown.length}
        isOpen=${!rows.folded || openRow[section.id] === row.id} move=${move(row, i + 1)} remove=${remove(row, i + 1)}
        toggle=${() => { const open = openRow[section.id] === row.id; reopen(open ? null : row.id); focus(at(row.id, open ? ".ws-toggle" : "h5")); }} />`)}</ol>
      ${gone && html`<div class="ws-back"><${Inset}><p>Removed: ${gone.name}. <${Button} about=${gone.name} onClick=${() => putBack(gone.row, Math.min(gone.index, shown.length), gone.name)}>Put it back<//></p><//></div>`}
      ${aside.length > 0 && html`<p>Set aside from the list you were given:</p><ul class="ws-aside">${aside.map(given => html`<li key=${given.id}>${given.title} <${Button} plain about=${given.title} onClick=${() => putBack({id: given.id, answers: {}}, placeFor(rows, shown, given.id), given.title)}>Put back<//></li>`)}</ul>`}
      <p><${Button} onClick=${add}>Add ${shown.length ? "another" : "a"} ${rows.one}<//></p></div>`;
  }

  // Sections

  function Questions({sheet, section, column}) {
    const {definition, material, value, change, id, looked} = sheet;
    const set = question => answer => change(`“${question.label}”`, next => { next.answers[question.id] = answer; }, {merge: question.type === "line" || question.type === "text" || question.type === "date"});
    return section.questions.filter(question => question.column === column).map(question => html`<${Asked} key=${question.id} question=${question} definition=${definition} material=${material}
      about=${column && `, ${column}`} field=${`${id}-${section.id}-${question.id}`} answer=${value.answers[question.id]} set=${set(question)} error=${looked ? dateFault(question, value.answers[question.id]) : ""} />`);
  }

  function Section({sheet, section}) {
    const {definition, material} = sheet;
    return html`<div class="ws-section" data-part=${section.id}><h4 tabindex="-1">${section.title}</h4>${section.about && html`<p>${section.about}</p>`}
      <${Texts} beside=${section.beside} material=${material} definition=${definition} /><${Facts} beside=${section.beside} material=${material} />
      <${Questions} sheet=${sheet} section=${section} column="" />
      ${section.columns.length > 0 && html`<div class="ap-columns">${section.columns.map(column => html`<div key=${column}><h5>${column}</h5><${Questions} sheet=${sheet} section=${section} column=${column} /></div>`)}</div>`}
      ${section.rows && html`<${RowList} sheet=${sheet} section=${section} />`}</div>`;
  }

  // Looking it over: dates that are not dates, and parts with nothing in them

  function placesOf(definition, value, id) {
    return definition.sections.flatMap(section => [
      ...section.questions.map(question => ({section, question, words: question.label, answer: value.answers[question.id], field: `${id}-${section.id}-${question.id}`})),
      ...rowsShown(section, value).flatMap((row, i) => section.rows.questions.map(question => ({section, question, row, first: question === section.rows.questions[0],
        words: nameOf(section.rows, row, i + 1), answer: row.answers?.[question.id], field: `${id}-${section.id}-${row.id}-${question.id}`}))),
    ]);
  }

  const faulty = place => dateFault(place.question, place.answer);
  const isEmpty = place => place.row ? place.first && !rowIsWritten(place.row) : !place.question.optional && !isWritten(place.answer);
  const errorOf = place => ({field: controlOf(place.field, place.question.type), text: `${place.row ? `${place.words}, ` : ""}${place.question.label.replace(/[?:.]$/, "")}: ${faulty(place)}`});

  function LookedOver({sheet, places, go}) {
    const {looked, id} = sheet;
    const errors = looked && places.some(faulty) ? looked.errors : NONE;
    const follow = e => { const field = e.target.getAttribute?.("href")?.slice(1); const place = places.find(x => controlOf(x.field, x.question.type) === field); if (place) go(place); };
    const empty = places.filter(isEmpty);
    if (!looked) return null;
    return html`<div onClick=${follow}><${ErrorSummary} id=${`${id}-faults`} errors=${errors} /></div>
      <${Inset}><div class="ws-looked" tabindex="-1">${empty.length ? html`<p>Nothing is written here yet. That may be as you want it.</p>
        <ul>${empty.map(place => html`<li key=${place.field}><${Button} plain about=${`in ${place.section.title}`} onClick=${() => go(place)}>${place.words}<//></li>`)}</ul>`
        : html`<p>Every part has something in it.${errors.length ? "" : " Read it once more as the person it is about."}</p>`}</div><//>`;
  }

  function TaskList({sheet, places, open}) {
    const status = section => {
      const [filled, parts] = countParts(section, sheet.value);
      if (!filled) return html`<${Tag}>Not started<//>`;
      return html`<${Tag} tone=${filled === parts && !wrong(section) ? "done" : ""}>${filled} of ${plural(parts, "part")}<//>`;
    };
    const wrong = section => places.filter(place => place.section === section && faulty(place)).length;
    const unfinished = section => { const [filled, parts] = countParts(section, sheet.value); return filled < parts; };
    const next = sheet.definition.sections.find(unfinished);
    const begun = sheet.definition.sections.some(section => countParts(section, sheet.value)[0]);
    return html`<h4 tabindex="-1" class="ws-contents">Parts of this worksheet</h4><p class="ap-hint">Take them in any order.</p>
      <ol class="ap-tasks">${sheet.definition.sections.map(section => html`<li key=${section.id} data-task=${section.id}><${Button} plain aria-describedby=${`${sheet.id}-${section.id}-status`} onClick=${() => open(section.id)}>${section.title}<//>
        <span id=${`${sheet.id}-${section.id}-status`}>${wrong(section) > 0 && html`<${Tag} tone="late">${plural(wrong(section), "date")} to put right<//> `}${status(section)}</span></li>`)}</ol>
      ${next && html`<p><${Button} primary onClick=${() => open(next.id)}>${begun ? "Go on with" : "Begin with"}: ${next.title}<//></p>`}`;
  }

  function Onward({definition, current, open, back}) {
    const next = definition.sections[definition.sections.indexOf(current) + 1];
    return html`<div class="ap-row">${next && html`<${Button} primary onClick=${() => open(next.id)}>Next: ${next.title}<//>`}<${Button} primary=${!next} onClick=${back}>Back to the list of parts<//></div>`;
  }

  return function Worksheet({definition, material, value, change, say, id}) {
    const root = useRef(), focus = useFocus(root);
    const [openPart, setOpenPart] = useState(null), [openRow, setOpenRow] = useState({}), [looked, setLooked] = useState(null);
    const changeRows = (section, label, recipe, how) => change(label, next => {
      const list = structuredClone(rowsShown(section, next));
      recipe(list);
      next.rows[section.id] = list;
    }, how);
    const sheet = {definition, material, value, change, changeRows, say, id, focus, openRow, setOpenRow, looked};
    const places = placesOf(definition, value, id);
    const open = name => { setOpenPart(name); focus(`[data-part="${name}"] h4`); };
    const back = () => { setOpenPart(null); focus(`[data-task="${openPart}"] button`); };
    const go = place => {
      if (definition.one_at_a_time) setOpenPart(place.section.id);
      if (place.row) setOpenRow({...openRow, [place.section.id]: place.row.id});
      focus(`#${CSS.escape(controlOf(place.field, place.question.type))}`);
    };
    const look = () => {
      const errors = places.filter(faulty).map(errorOf);
      setLooked({errors});
      if (!errors.length) focus(".ws-looked");
    };
    const current = definition.sections.find(section => section.id === openPart);
    if (current) return html`<div ref=${root}><p><${Button} plain onClick=${back}>Back to the list of parts<//></p><${Section} sheet=${sheet} section=${current} /><${Onward} definition=${definition} current=${current} open=${open} back=${back} /></div>`;
    return html`<div ref=${root}>${definition.one_at_a_time ? html`<${TaskList} sheet=${sheet} places=${places} open=${open} />`
      : definition.sections.map(section => html`<${Section} key=${section.id} sheet=${sheet} section=${section} />`)}
      <${LookedOver} sheet=${sheet} places=${places} go=${go} />${places.some(place => isWritten(place.answer)) && html`<p><${Button} onClick=${look}>Look it over<//></p>`}</div>`;
  };
}
