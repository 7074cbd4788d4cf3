// A chronology: records are chosen from the file and put in the participant's own words, dated only as far as is known.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const SEASONS = {
  winter: ["Winter, January or February", 1, 2], spring: ["Spring", 3, 5], summer: ["Summer", 6, 8],
  autumn: ["Autumn", 9, 11], "winter-end": ["Winter, December", 12, 12],
};
const UNDATED = "Date not known";
const NONE = [];
const DAY = 86400000;
const dayNumber = iso => Date.parse(`${iso}T00:00:00Z`) / DAY;
const isoOf = (year, month, day) => `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
const lastDay = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const plural = (n, word, many = `${word}s`) => `${n} ${n === 1 ? word : many}`;

/** The month a number or a name means, or null: 3, 03, March, Mar, Sept. */
function monthNumber(typed) {
  const word = typed.trim().replace(/\.+$/, "").toLowerCase();
  if (/^[0-9]{1,2}$/.test(word)) return +word >= 1 && +word <= 12 ? +word : null;
  const at = word.length >= 3 ? MONTHS.findIndex(name => name.toLowerCase().startsWith(word)) : -1;
  return at < 0 ? null : at + 1;
}

const span = (precision, first, last) => ({precision, first, last, problem: "", field: ""});
const noSpan = (problem = "", field = "") => ({precision: "none", first: null, last: null, problem, field});

/** The first and last day a partly known date may mean, or what is wrong and in which box. Nothing is guessed. */
export function readWhen({day = "", month = "", year = "", season = "", known = "day"}) {
  if (known === "none") return noSpan();
  const m = monthNumber(month), y = year.trim(), d = day.trim();
  if (known === "day" && !d) return noSpan("Enter the day, or choose “The month” if that is all that is known", "day");
  if (["day", "month"].includes(known) && m === null) return noSpan("Enter the month as a number from 1 to 12, or its name", "month");
  if (known === "season" && !SEASONS[season]) return noSpan("Choose the season", "season");
  if (!/^(19|20)[0-9][0-9]$/.test(y)) return noSpan("Enter the year in four figures, for example 2019", "year");
  if (known === "day") return exactDay(d, m, +y);
  const [, from, to] = known === "month" ? ["", m, m] : known === "year" ? ["", 1, 12] : SEASONS[season];
  return span(known, isoOf(y, from, 1), isoOf(y, to, lastDay(+y, to)));
}

function exactDay(typed, month, year) {
  const real = /^[0-9]{1,2}$/.test(typed) && +typed >= 1 && +typed <= lastDay(year, month);
  const iso = isoOf(year, month, +typed);
  return real ? span("day", iso, iso) : noSpan(`There is no day ${typed} in ${MONTHS[month - 1]} ${year}`, "day");
}

/** 18 November 2024, November 2024, Autumn 2024, 2024, or that it is not known. */
export function sayWhen(when) {
  const {precision, first} = readWhen(when);
  if (!first) return UNDATED;
  const [year, month, day] = first.split("-").map(Number);
  if (precision === "day") return `${day} ${MONTHS[month - 1]} ${year}`;
  if (precision === "month") return `${MONTHS[month - 1]} ${year}`;
  return precision === "season" ? `${SEASONS[when.season][0]} ${year}` : String(year);
}

const blankWhen = () => ({day: "", month: "", year: "", season: "", known: "day"});

/** A day that is known exactly. */
function whenOf(iso) {
  const [year, month, day] = iso.split("-");
  return {...blankWhen(), day: String(+day), month: String(+month), year};
}

const sayIso = iso => sayWhen(whenOf(iso));

const BEFORE = " before birth";
// An age that is unsure by two months at most is said as "about"; more than that, as between which two.
const ABOUT = 62;

function age(born, at) {
  const days = dayNumber(at) - dayNumber(born);
  if (days < 0) return `${days < -365 ? plural(Math.floor(-days / 365.25), "year") : plural(Math.ceil(-days / 7), "week")}${BEFORE}`;
  const [b, a] = [born, at].map(iso => iso.split("-").map(Number));
  const months = (a[0] - b[0]) * 12 + a[1] - b[1] - (a[2] < b[2] ? 1 : 0);
  if (months < 3) return plural(Math.floor(days / 7), "week");
  const years = Math.floor(months / 12), rest = months % 12;
  return [years && plural(years, "year"), (rest || !years) && plural(rest, "month")].filter(Boolean).join(" ");
}

/** The age a child had: one, or between which two where birth or event is known only roughly; or nothing. */
export function ageWords(born, when) {
  const birth = readWhen(born), at = readWhen(when);
  if (!birth.first || !at.first) return "";
  const least = age(birth.last, at.first), most = age(birth.first, at.last);
  if (least === most) return least;
  const loose = dayNumber(at.last) - dayNumber(at.first) + dayNumber(birth.last) - dayNumber(birth.first);
  if (loose <= ABOUT && least.endsWith(BEFORE) === most.endsWith(BEFORE)) return `about ${least}`;
  return most.endsWith(BEFORE) ? `between ${most.slice(0, -BEFORE.length)} and ${least}` : `between ${least} and ${most}`;
}

const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;

/** Ids by their first possible day; less exact dates head their stretch; then as set. Those without a date are apart. */
export function inOrder(entries) {
  const all = entries.map(e => ({id: e.id, order: e.order ?? 0, ...readWhen(e.when)}));
  const dated = all.filter(x => x.first).sort((a, b) => compare(a.first, b.first) || compare(b.last, a.last) || a.order - b.order);
  return {dated: dated.map(x => x.id), apart: all.filter(x => !x.first).map(x => x.id)};
}

/** Stretches longer than `weeks` with no entry. Seasons and years are too loose to close a gap: counted beside it. */
export function gapsIn(entries, weeks) {
  const spans = new Map(entries.map(e => [e.id, readWhen(e.when)]));
  const loose = [...spans.values()].filter(s => ["season", "year"].includes(s.precision));
  const firm = inOrder(entries).dated.filter(name => ["day", "month"].includes(spans.get(name).precision));
  const gaps = [];
  let after = firm[0];
  for (const before of firm.slice(1)) {
    const start = spans.get(after).last, end = spans.get(before).first;
    const days = dayNumber(end) - dayNumber(start);
    if (days > weeks * 7) gaps.push({after, before, start, end, days, loose: loose.filter(s => s.first < end && s.last > start).length});
    if (spans.get(before).last >= start) after = before;
  }
  return gaps;
}

/** 9 weeks; from a year on, also in years. */
function gapWords(days) {
  const years = Math.floor(days / 365);
  return plural(Math.floor(days / 7), "week") + (years ? ` (more than ${plural(years, "year")})` : "");
}

const MONTH = "(?<month>[0-9]{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?)", YEAR = "(?<year>[0-9]{4})";
const DATES = [
  [`(?<day>[0-9]{1,2})(?:st|nd|rd|th)?[\\s/.-]+${MONTH}[\\s/.,-]+${YEAR}`, "day"],
  [`${YEAR}[/-](?<month>[0-9]{1,2})[/-](?<day>[0-9]{1,2})`, "day"],
  [`${MONTH}[\\s/.-]+${YEAR}`, "month"],
  [YEAR, "year"],
].map(([pattern, known]) => [new RegExp(`^${pattern}$`, "i"), known]);
const NOT_KNOWN = ["not known", "unknown", "not recorded", "no date", "n/k", "nk", "?"];

/** The date in a spreadsheet's cell, or why none: 27/03/2025, 27 March 2025, March 2025, summer 2025, 2025, not known. */
export function whenFromText(typed) {
  const text = typed.trim().replace(/\s+[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$/, "").replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+/i, "");
  if (!text) return {when: null, problem: "no date; if it is not known, write “not known”"};
  if (NOT_KNOWN.includes(text.toLowerCase())) return dateRead({known: "none"});
  const season = text.match(/^(spring|summer|autumn),?\s+([0-9]{4})$/i);
  if (season) return dateRead({known: "season", season: season[1].toLowerCase(), year: season[2]});
  for (const [pattern, known] of DATES) {
    const found = text.match(pattern);
    if (found) return dateRead({known, ...found.groups});
  }
  return {when: null, problem: whyNoDate(text, typed.trim())};
}

function dateRead(parts) {
  const when = {...blankWhen(), ...parts};
  when.month = when.month.replace(/\.+$/, "");
  let {problem} = readWhen(when);
  if (["day", "month"].includes(when.known) && /^(1[3-9]|[2-9][0-9])$/.test(when.month)) problem = `there is no month ${when.month}; write the day first, then the month`;
  return {when: problem ? null : when, problem: problem.slice(0, 1).toLowerCase() + problem.slice(1)};
}

function whyNoDate(text, typed) {
  if (/^winter/i.test(text)) return "winter falls in two years; write January 2025 or December 2025, say";
  if (/^[0-9]{5}$/.test(text)) return `“${typed}” looks like a spreadsheet’s own day number; format the column as dates and copy again`;
  if (/^[0-9]{1,2}[\s/.-]+([0-9]{1,2}|[a-z]+)[\s/.-]+[0-9]{2}$/i.test(text)) return `“${typed}” has a year of two figures; write all four`;
  return `“${typed.slice(0, 40)}” is not a date like 27/03/2025, March 2025 or 2025`;
}

// A heading belongs to the first column whose word it holds: "date written" is not the date, "happened" holds "pen".
const HEADINGS = [
  ["written", "written"], ["happen", "what"], ["date", "when"], ["when", "when"], ["mean", "meaning"], ["impact", "meaning"],
  ["word", "child_words"], ["voice", "child_words"], ["pen", "pen"], ["said", "said_by"], ["source", "source"], ["recorded", "source"],
  ["hand", "first_hand"], ["signif", "significance"], ["categ", "category"], ["tag", "tags"], ["pattern", "tags"], ["event", "what"], ["what", "what"],
];
const WITHOUT_HEADINGS = ["when", "what", "source", "category", "meaning", "significance"];
const WORDS = ["what", "meaning", "source", "said_by", "written", "child_words", "pen", "category"];

/** Every row's cells and raw text. A quotation mark that is never closed is only a character. */
function cellsOf(text) {
  const line = text.split("\n", 1)[0], count = c => line.split(c).length;
  const mark = line.includes("\t") ? "\t" : count(";") > count(",") ? ";" : ",";
  const quoted = new RegExp(`"([^"]*(?:""[^"]*)*)"[ ]*(?=${mark}|\\n|$)`, "y"), plain = new RegExp(`[^${mark}\\n]*`, "y");
  const rows = [];
  let cells = [], at = 0, start = 0;
  for (;;) {
    quoted.lastIndex = plain.lastIndex = at;
    const found = quoted.exec(text);
    cells.push(found ? found[1].replaceAll('""', '"') : plain.exec(text)[0]);
    at = found ? quoted.lastIndex : plain.lastIndex;
    if (text[at] !== mark) { rows.push([cells, text.slice(start, at)]); cells = []; start = at + 1; }
    if (at >= text.length) return rows;
    at += 1;
  }
}

/** Rows copied from a spreadsheet or a CSV file, one by one; what cannot be read is kept and explained. */
export function readRows(text, significance) {
  const rows = cellsOf(text.replace(/\r\n?/g, "\n")), [columns, heading] = columnsOf(rows);
  const read = {entries: [], problems: [], notes: [], heading};
  rows.forEach(([cells, raw], i) => {
    if (!cells.some(x => x.trim()) || i === 0 && raw === heading) return;
    const given = {};
    columns.forEach((name, n) => { if (name && n < cells.length) given[name] = cells[n].trim(); });
    const dated = whenFromText(given.when ?? ""), row = i + 1;
    const why = dated.problem || (given.what ? "" : "nothing says what happened");
    if (why) { read.problems.push({row, raw, why}); return; }
    read.entries.push(entryFrom(given, dated.when, significance));
    for (const note of leftOut(given, columns, cells, significance)) read.notes.push({row, raw, why: note});
  });
  return read;
}

function leftOut(given, columns, cells, significance) {
  const level = given.significance ?? "", extra = cells.filter((cell, n) => !columns[n] && cell.trim()).map(x => x.trim());
  const isKnown = !level || significance.some(s => s.toLowerCase() === level.toLowerCase());
  return [
    !isKnown && `the significance “${level.slice(0, 40)}” is not one of ${significance.join(", ")}; it was left open`,
    extra.length > 0 && `no column is known for “${extra.join("”, “")}”; it was left out`,
  ].filter(Boolean);
}

function columnsOf(rows) {
  const named = [], [first, raw] = rows[0];
  for (const cell of first) {
    const name = HEADINGS.find(([word]) => cell.toLowerCase().includes(word))?.[1] ?? "";
    named.push(named.includes(name) ? "" : name);
  }
  const isHeading = named.includes("when") && named.includes("what") && !whenFromText(first[named.indexOf("when")]).when;
  return isHeading ? [named, raw] : [WITHOUT_HEADINGS, ""];
}

function entryFrom(given, when, significance) {
  const hand = (given.first_hand ?? "").toLowerCase().replace(/[^a-z]/g, "");
  const stands = hand.startsWith("first") ? "first" : ["repeat", "second", "hearsa"].includes(hand.slice(0, 6)) ? "repeated" : hand ? "unclear" : "";
  return {
    ...Object.fromEntries(WORDS.map(name => [name, given[name] ?? ""])), when, first_hand: stands,
    significance: significance.find(s => s.toLowerCase() === (given.significance ?? "").toLowerCase()) ?? "",
    tags: separate(given.tags ?? "", /;/),
  };
}

const separate = (text, mark) => [...new Set(text.split(mark).map(x => x.trim()).filter(Boolean))];
const fill = (words, child) => words.replaceAll("{child}", child);
const HANDS = {first: "first-hand", repeated: "repeated", unclear: "not clear whether first-hand"};
const blankEntry = () => ({
  id: "", when: blankWhen(), what: "", meaning: "", more: {}, source: "", said_by: "", written: "", first_hand: "", child_words: "", pen: "",
  significance: "", category: "", tags: [], order: 0, from_event: "",
});
const blankDraft = () => ({...blankEntry(), editing: "", new_tags: ""});
const blankPair = () => ({first: "", second: "", about: "", settle: ""});
const noteOn = (value, gap) => value.gap_notes.find(g => g.after === gap.after && g.before === gap.before);
const noteWords = (value, gap) => noteOn(value, gap)?.text.trim();
const newId = (list, letter) => letter + (1 + Math.max(0, ...list.map(x => +x.id.slice(1) || 0)));
const nextOrder = entries => 1 + Math.max(-1, ...entries.map(e => e.order));
const textsOf = e => [e.what, e.meaning, e.source, e.said_by, e.written, e.child_words, e.pen, e.new_tags ?? "", e.editing ?? "", e.from_event, ...Object.values(e.more)];
const isBlank = draft => ![...textsOf(draft), draft.when.day, draft.when.month, draft.when.year].some(x => x.trim());
const short = (words, most = 60) => words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words;
const titleOf = e => `${sayWhen(e.when)}: ${short(e.what) || "nothing written yet"}`;
const sourceLine = e => [e.source, e.said_by && `said by ${e.said_by}`, e.written && `written ${e.written}`, HANDS[e.first_hand]].filter(Boolean).join("; ");
const sentence = type => type.slice(0, 1).toUpperCase() + type.slice(1).replaceAll("_", " ");

/** The entries' tags and categories in the author's order, then the participant's own. */
const namesUsed = (known, used) => [...new Set([...known, ...used.filter(Boolean)])];

export function view(kit) {
  const {html, useState, useEffect, useMemo, useRef, useFocus} = kit;
  const {TextArea, TextLine, Select, Question, Radios, Ticks, Views, CardTable, Details, Tag, Inset, Warning, Button, ErrorSummary, Group} = kit;

  function Chronology({definition, material, value, change, say, id}) {
    const root = useRef(), focus = useFocus(root);
    const filed = material.case?.events ?? NONE, person = material.case?.people.find(p => p.id === definition.child);
    const [shown, setShown] = useState(filed.length && !value.entries.length ? "file" : "build");
    const [writing, setWriting] = useState(false), [busy, setBusy] = useState(false);
    const alias = value.alias.trim(), called = material.followed == null ? alias || definition.called || person?.name : material.followed.trim() || alias;
    const child = called || "the child", born = person?.born ? whenOf(person.born) : value.born;
    const go = (view, selector = ".ch-head") => { setShown(view); setWriting(false); focus(selector); };
    const open = recipe => {
      const half = !isBlank(value.draft), same = recipe?.editing && recipe.editing === value.draft.editing;
      setBusy(half && !!recipe && !same); setWriting(true); focus(".ch-head");
      if (recipe && !half) change("start an entry", b => { b.draft = {...blankDraft(), ...recipe}; });
    };
    const close = selector => { setWriting(false); focus(selector || ".ch-head"); };
    const desk = {definition, material, value, filed, person, child, born, change, say, id, go, open, close, focus, busy};
    const views = [["file", "The file"], ["build", "Build"], ["apart", "Disagreements"], ["story", "Read as a story"], ["patterns", "Patterns"], ["meaning", "Meaning"]];
    const Shown = {file: TheFile, build: Build, apart: Disagreements, story: Story, patterns: Patterns, meaning: Meaning}[filed.length || shown !== "file" ? shown : "build"];
    return html`<div class="ch" ref=${root}>
      <${Views} label="Parts of the chronology" current=${writing ? "" : shown} onChange=${view => go(view)} views=${views.slice(filed.length ? 0 : 1)} />
      ${!writing && !isBlank(value.draft) && html`<${Inset}><p><strong>An entry is half made</strong>${value.draft.what && html`: ${short(value.draft.what)}`}. Your words are kept.</p>
        <${Button} onClick=${() => open()}>Go on with it<//><//>`}
      ${writing ? html`<${Editor} ...${desk} />` : html`<${Shown} ...${desk} />`}</div>`;
  }

  const Head = ({children}) => html`<h4 class="ch-head" tabindex="-1">${children}</h4>`;

  // The file

  function TheFile(desk) {
    const {material, filed, value, child, id} = desk;
    const [asked, setAsked] = useState(""), [type, setType] = useState(""), [who, setWho] = useState(""), [use, setUse] = useState("");
    const nameOf = key => material.case.people.find(p => p.id === key)?.name ?? key;
    const used = new Map(value.entries.filter(e => e.from_event).map(e => [e.from_event, e]));
    const types = [...new Set(filed.map(e => e.type))].sort();
    const people = [...new Set(filed.flatMap(e => e.about))];
    const records = filed.filter(e => (!type || e.type === type) && (!who || e.about.includes(who)) && (!use || (use === "used") === used.has(e.id))
      && [e.text, e.source, e.child_voice ?? "", sayIso(e.date)].join(" ").toLowerCase().includes(asked.trim().toLowerCase()));
    const words = records.length === filed.length ? `${plural(filed.length, "record")}, ${used.size} brought into the chronology` : `Showing ${records.length} of ${plural(filed.length, "record")}`;
    useSaid(desk.say, words, asked, type, who, use);
    return html`<${Head}>The file<//>
      <p>${fill(desk.definition.first_step, child) || "Read the file through once. Then bring in what changed something for the child, in your own words."}</p>
      <div class="ch-filters" role="group" aria-label="Search the file">
        <${TextLine} id=${id + "-ask"} type="search" label="Search" value=${asked} onInput=${setAsked} />
        <${Select} id=${id + "-type"} label="Type of record" empty="All types" value=${type} onChange=${setType} choices=${types.map(t => [t, sentence(t)])} />
        <${Select} id=${id + "-who"} label="Who it is about" empty="Everyone" value=${who} onChange=${setWho} choices=${people.map(p => [p, nameOf(p)])} />
        <${Select} id=${id + "-use"} label="In your chronology" empty="Either" value=${use} onChange=${setUse} choices=${[["used", "Brought in"], ["not", "Not brought in"]]} />
      </div>
      <p class="ap-hint">${words}</p>
      <ul class="ch-records">${records.map(e => html`<${RecordCard} key=${e.id} ...${desk} record=${e} entry=${used.get(e.id)} people=${e.about.map(nameOf)} />`)}</ul>`;
  }

  function RecordCard({record, entry, people, open, id}) {
    const about = `${record.source}, ${sayIso(record.date)}`;
    const use = () => open({when: whenOf(record.date), source: record.source, child_words: record.child_voice ?? "", from_event: record.id});
    return html`<li class="ch-record" id=${`${id}-r-${record.id}`}><h5>${sayIso(record.date)}. ${record.source}</h5>
      <${RecordWords} record=${record} />
      <p class="ap-hint">${sentence(record.type)}. About ${people.join(", ")}.</p>
      <div class="ap-row">${entry ? html`<${Tag} tone="done">In your chronology<//><${Button} onClick=${() => open({...entry, editing: entry.id})} about=${"drawn from " + about}>Change your entry<//>
        <${Button} plain onClick=${use} about=${about}>Use this record again<//>` : html`<${Button} onClick=${use} about=${about}>Use this record<//>`}</div></li>`;
  }

  const RecordWords = ({record}) => html`<p>${record.text}</p>${record.child_voice && html`<p class="ch-voice"><strong>As recorded:</strong> ${record.child_voice}</p>`}`;

  // One entry

  function Editor(desk) {
    const {definition, material, value, child, born, change, say, id, close, busy} = desk, {draft} = value;
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
    const tags = namesUsed(definition.tags, [...value.entries.flatMap(x => x.tags), ...draft.tags]);
    const categories = namesUsed(definition.categories, [...value.entries.map(x => x.category), draft.category]);
    return html`<form novalidate onSubmit=${add}><${Head}>${draft.editing ? "Change an entry" : record ? "Bring a record into the chronology" : "Add an event of your own"}<//>
      ${busy && html`<${Warning}><p>You were in the middle of this entry. Add it, or clear it, before you start another.</p><//>`}
      <${ErrorSummary} id=${id + "-sum"} errors=${errors} />
      ${record && html`<${Inset}><p><strong>What the file says.</strong> ${record.source}, ${sayIso(record.date)}</p><${RecordWords} record=${record} /><//>`}
      <${WhenQuestion} id=${id + "-when"} legend="When did it happen?" about=${ageNote(child, born, draft.when)} when=${draft.when} error=${problem("when")} onChange=${(key, x) => change("the date", b => { b.draft.when[key] = x; }, {merge: true})} />
      <${TextArea} label=${fill(definition.what_question, child)} hint=${fill(definition.what_hint, child)} ...${field("what", "what happened")} />
      <${TextArea} label=${fill(definition.meaning_question, child)} hint=${fill(definition.meaning_hint, child)} ...${field("meaning", "what it meant")} />
      ${definition.fields.map(f => html`<${TextArea} key=${f.id} id=${`${id}-more-${f.id}`} rows=${2} label=${fill(f.question, child)} hint=${fill(f.hint, child)} value=${draft.more[f.id]}
        onInput=${text => change(f.question, b => { b.draft.more[f.id] = text; }, {merge: true})} />`)}
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
    const {problem, field} = readWhen(draft.when);
    return [
      problem && {key: "when", field: `${id}-when-${field}`, text: problem},
      !draft.what.trim() && {key: "what", field: `${id}-what`, text: "Say what happened, in your own words"},
      !draft.source.trim() && {key: "source", field: `${id}-source`, text: "Say where this comes from, or write “not known”"},
    ].filter(Boolean);
  };

  function keep({value, change, say}, draft) {
    const {editing, new_tags, ...entry} = draft;
    entry.tags = [...new Set([...entry.tags, ...separate(new_tags, ",")])];
    change(editing ? "change an entry" : "add an entry", b => {
      if (editing) b.entries = b.entries.map(x => x.id === editing ? {...entry, id: editing} : x);
      else b.entries.push({...entry, id: newId(b.entries, "n"), order: nextOrder(b.entries)});
      b.draft = blankDraft();
    });
    const n = value.entries.length + (editing ? 0 : 1);
    say(`${editing ? "Changed" : "Added"}: ${titleOf(entry)}. ${plural(n, "entry", "entries")}.`, 0);
  }

  function ageNote(child, born, when) {
    const words = ageWords(born, when);
    if (!words) return "";
    return words.endsWith(BEFORE) ? `This is ${words}: family history belongs here too.` : `${sentence(child)} was ${words} old.`;
  }

  const DateBox = ({id, part, label, value, error, onInput}) => html`<div><label for=${id}>${label}</label>
    <input id=${id} class=${"ch-" + part} type="text" autocomplete="off" inputmode=${part === "month" ? "text" : "numeric"} value=${value} aria-invalid=${error ? "true" : undefined} onInput=${e => onInput(e.target.value)} /></div>`;

  function WhenQuestion({id, legend, about, when, error, onChange}) {
    const box = (key, words) => html`<${DateBox} id=${`${id}-${key}`} part=${key} label=${words} value=${when[key]} error=${error} onInput=${x => onChange(key, x)} />`;
    const {known} = when;
    return html`<${Question} id=${id} legend=${legend} hint="Only as far as it is known. A month can be a number or a name." error=${error}>
      <${Radios} id=${id + "-known"} inline tight legend="How exactly is it known?" value=${known} onChange=${x => onChange("known", x)}
        choices=${[["day", "The day"], ["month", "The month"], ["season", "The season"], ["year", "The year"], ["none", "Not known"]]} />
      ${known === "none" ? html`<p>It will be listed apart, with the entries whose date is not known.</p>` : html`<div class="ap-date">
        ${known === "day" && box("day", "Day")}${["day", "month"].includes(known) && box("month", "Month")}
        ${known === "season" && html`<${Select} id=${id + "-season"} label="Season" value=${when.season} onChange=${x => onChange("season", x)} choices=${Object.entries(SEASONS).map(([key, [words]]) => [key, words])} />`}
        ${box("year", "Year")}</div>`}
      ${about && html`<p class="ch-age">${about}</p>`}<//>`;
  }

  // Build

  const PAGE = 30;

  /** The participant's own length of a gap, or the author's while nothing that can be used is typed. */
  function gapLength({definition, value}) {
    const typed = value.gap_weeks.trim();
    return /^[0-9]{1,3}$/.test(typed) && +typed >= 1 && +typed <= 520 ? +typed : definition.gap_weeks;
  }

  /** The entries in order with the gaps found, worked out once for each change of the entries. */
  function useOrdered(desk) {
    const {entries} = desk.value, weeks = gapLength(desk);
    return useMemo(() => {
      const byId = new Map(entries.map(e => [e.id, e])), {dated, apart} = inOrder(entries);
      const listed = names => names.map(name => byId.get(name));
      return {byId, weeks, dated: listed(dated), apart: listed(apart), all: listed([...dated, ...apart]), gaps: gapsIn(entries, weeks)};
    }, [entries, weeks]);
  }

  function Build(desk) {
    const {definition, value, child, id, say, open} = desk, {dated, apart, gaps, weeks, byId} = useOrdered(desk);
    const [asked, setAsked] = useState(""), [level, setLevel] = useState(""), [mark, setMark] = useState("");
    const [room, setRoom] = useState(PAGE), sought = asked.trim().toLowerCase();
    const fits = e => (!level || e.significance === level) && (!mark || e.category === mark || e.tags.includes(mark)) && (!sought || [...textsOf(e), ...e.tags].join(" ").toLowerCase().includes(sought));
    const filtered = !!(sought || level || mark), shown = dated.filter(fits), shownApart = apart.filter(fits), total = value.entries.length;
    const words = filtered ? `Showing ${shown.length + shownApart.length} of ${plural(total, "entry", "entries")}. Gaps are shown when nothing is left out.` : plural(total, "entry", "entries");
    useSaid(say, words, sought, level, mark);
    useEffect(() => setRoom(PAGE), [sought, level, mark]);
    const more = () => { setRoom(room + PAGE); desk.focus(`[data-entry="${shown[room].id}"]`); };
    const marks = namesUsed([...definition.categories, ...definition.tags], value.entries.flatMap(e => [e.category, ...e.tags]));
    const gapBefore = new Map(filtered ? [] : gaps.map(g => [g.before, g]));
    return html`<${Head}>Build the chronology of ${child}<//>
      <${Whose} ...${desk} />
      <div class="ap-row"><${Button} primary onClick=${() => open({})}>Add an event of your own<//></div>
      <${Paste} ...${desk} />
      ${!total ? html`<${Inset}><p>No entries yet. ${desk.filed.length ? "Start in The file and use the records that changed something; add what the file leaves out here."
        : "Start with the birth, then each home, each person who came or went, each decision and each promise."}</p><//>` : html`
      <div class="ch-filters" role="group" aria-label="Show only some entries">
        <${TextLine} id=${id + "-find"} type="search" label="Search your entries" value=${asked} onInput=${setAsked} />
        ${definition.significance.length > 0 && html`<${Select} id=${id + "-level"} label="Significance" empty="All" value=${level} onChange=${setLevel} choices=${definition.significance} />`}
        ${marks.length > 0 && html`<${Select} id=${id + "-mark"} label="Kind or tag" empty="All" value=${mark} onChange=${setMark} choices=${marks} />`}
        <${GapLength} ...${desk} weeks=${weeks} /></div>
      <p class="ap-hint">${words}</p>
      <ol class="ch-list">${shown.slice(0, room).map((e, i) => html`<${Group} key=${e.id}>${gapBefore.has(e.id) && html`<${GapCard} ...${desk} gap=${gapBefore.get(e.id)} />`}
        <${EntryCard} ...${desk} entry=${e} byId=${byId} up=${sameDate(shown[i - 1], e)} down=${sameDate(shown[i + 1], e)} /><//>`)}</ol>
      ${shown.length > room && html`<p><${Button} onClick=${more}>Show ${Math.min(PAGE, shown.length - room)} more<//> <span class="ap-hint">${room} of ${shown.length} are shown, up to ${sayWhen(shown[room - 1].when)}.</span></p>`}
      ${shownApart.length > 0 && html`<h4>${UNDATED}</h4><p class="ap-hint">Listed apart: nothing is guessed.</p><ol class="ch-list">${shownApart.map(e => html`<${EntryCard} key=${e.id} ...${desk} entry=${e} byId=${byId} />`)}</ol>`}`}`;
  }

  function sameDate(a, b) {
    if (!a) return false;
    const x = readWhen(a.when), y = readWhen(b.when);
    return x.first === y.first && x.last === y.last;
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

  function EntryCard({entry, byId, up, down, ...desk}) {
    const {definition, value, child, born, change, say, open, go, focus, id} = desk, about = titleOf(entry);
    const against = value.disagreements.filter(d => [d.first, d.second].includes(entry.id)).map(d => byId.get(d.first === entry.id ? d.second : d.first)).filter(Boolean);
    const move = step => {
      change("the order of entries of one date", b => { reorder(b.entries, entry.id, step); });
      say(`Moved ${step < 0 ? "earlier" : "later"}: ${about}`, 0); focus(`[data-move="${entry.id}${step}"]`);
    };
    const remove = () => {
      change("delete an entry", b => { b.entries = b.entries.filter(x => x.id !== entry.id); b.disagreements = b.disagreements.filter(d => d.first !== entry.id && d.second !== entry.id); });
      say("Deleted. Use Undo to bring it back.", 0); focus(".ch-head");
    };
    const disagree = () => go("apart", `#${id}-${addPair(desk, "link two entries", entry.id)}-second`);
    return html`<li class="ch-entry"><${DateHead} born=${born} when=${entry.when} />
      <${Marks} entry=${entry} />
      <${EntryWords} entry=${entry} child=${child} definition=${definition} />
      ${against.length > 0 && html`<p><strong>Disagrees with:</strong> ${against.map(titleOf).join("; ")}</p>`}
      <div class="ap-row"><${Button} data-entry=${entry.id} onClick=${() => open({...entry, editing: entry.id})} about=${about}>Change<//>
        ${(up || down) && html`<${Button} data-move=${entry.id + "-1"} off=${!up} onClick=${() => move(-1)} about=${about}>Earlier<//><${Button} data-move=${entry.id + "1"} off=${!down} onClick=${() => move(1)} about=${about}>Later<//>`}
        <${Button} onClick=${disagree} about=${about}>Disagrees with…<//><${Button} onClick=${remove} about=${about}>Delete<//></div></li>`;
  }

  function DateHead({born, when}) {
    const age = ageWords(born, when);
    return html`<h5>${sayWhen(when)}${age && html`<span class="ch-years"> (${age})</span>`}</h5>`;
  }

  function Marks({entry}) {
    const marks = [entry.significance && `Significance: ${entry.significance.toLowerCase()}`, entry.category, ...entry.tags].filter(Boolean);
    return marks.length > 0 && html`<p class="ch-marks">${marks.map(x => html`<${Tag} key=${x}>${x}<//> `)}</p>`;
  }

  const Voice = ({entry}) => html`<blockquote dir="auto">${entry.child_words}</blockquote><p class="ap-hint">${entry.pen ? `Who held the pen: ${entry.pen}` : "Who held the pen is not said."}</p>`;
  const EntryWords = ({entry, child, definition, quiet}) => html`<p class="ch-words" dir="auto">${entry.what}</p>
    <p class="ch-words"><strong>For ${child}:</strong> ${entry.meaning || html`<span class="ap-hint">not yet said</span>`}</p>
    ${definition.fields.filter(f => entry.more[f.id]).map(f => html`<p class="ch-words" key=${f.id}><strong>${fill(f.question, child)}</strong> ${entry.more[f.id]}</p>`)}
    ${!quiet && entry.child_words && html`<${Voice} entry=${entry} />`}<p class="ap-hint">Source: ${sourceLine(entry)}</p>`;

  function reorder(entries, name, step) {
    const me = entries.find(e => e.id === name), {dated} = inOrder(entries);
    const group = dated.map(x => entries.find(e => e.id === x)).filter(e => sameDate(e, me)), at = group.indexOf(me);
    group.splice(at, 1); group.splice(at + step, 0, me);
    group.forEach((e, n) => { e.order = n; });
  }

  const gapSentence = gap => `${gapWords(gap.days)} with nothing entered, from ${sayIso(gap.start)} to ${sayIso(gap.end)}.` +
    (gap.loose ? ` ${plural(gap.loose, "entry", "entries")} dated only by season or year may belong here.` : "");

  function GapCard({gap, value, definition, child, change, id}) {
    const write = text => change("what you make of a gap", b => {
      const known = noteOn(b, gap);
      if (known) known.text = text; else b.gap_notes.push({after: gap.after, before: gap.before, text});
    }, {merge: true});
    return html`<li class="ch-gap"><p><strong>Gap:</strong> ${gapSentence(gap)}</p>
      <${TextArea} id=${`${id}-gap-${gap.after}-${gap.before}`} rows=${2} label=${fill(definition.gap_question, child)} about=${`${sayIso(gap.start)} to ${sayIso(gap.end)}`} optional value=${noteOn(value, gap)?.text} onInput=${write} /></li>`;
  }

  function Paste({definition, value, change, say, id}) {
    const [report, setReport] = useState(null);
    const add = () => {
      if (!value.pasted.trim()) { setReport({added: 0, again: 0, problems: [], notes: [], empty: true}); return; }
      const read = readRows(value.pasted, definition.significance), had = new Set(value.entries.map(sameKey));
      const fresh = read.entries.filter(e => { const k = sameKey(e), isNew = !had.has(k); had.add(k); return isNew; });
      const left = read.problems.map(p => p.raw);
      change(`add ${plural(fresh.length, "row")} from a spreadsheet`, b => {
        for (const e of fresh) b.entries.push({...blankEntry(), ...e, id: newId(b.entries, "n"), order: nextOrder(b.entries)});
        b.pasted = left.length ? [read.heading, ...left].filter(Boolean).join("\n") : "";
      });
      setReport({...read, added: fresh.length, again: read.entries.length - fresh.length});
      say(`${plural(fresh.length, "row")} added. ${plural(left.length, "row")} could not be read.`, 0);
    };
    return html`<${Details} summary="Paste from a spreadsheet" open=${!!value.pasted}>
      <${TextArea} id=${id + "-paste"} rows=${5} label="Rows to add" value=${value.pasted} onInput=${x => change("the pasted rows", b => { b.pasted = x; }, {merge: true})}
        hint="Copy the cells, with their headings if there are any. Without headings the columns are: date, what happened, source, kind of event, what it meant, significance. Dates such as 27/03/2025, 27 March 2025, March 2025, summer 2025 or 2025." />
      <p><${Button} onClick=${add}>Add these rows<//></p>${report && html`<${PasteReport} ...${report} />`}<//>`;
  }

  const sameKey = e => JSON.stringify([sayWhen(e.when), e.what]);
  const rowWords = (x, n) => html`<li key=${n}>Row ${x.row}: ${x.why}</li>`;
  const PasteReport = ({added, again, problems, notes, empty}) => html`<${Inset}>${empty ? html`<p>There is nothing in the box to add.</p>` : html`<p>${plural(added, "row")} added.${again > 0 && ` ${plural(again, "row")} left out: the same date and words are here already.`}</p>`}
    ${notes.length > 0 && html`<p>Added, but not wholly read:</p><ul>${notes.map(rowWords)}</ul>`}
    ${problems.length > 0 && html`<p><strong>Not added, and still in the box above:</strong></p><ul>${problems.map(rowWords)}</ul>`}<//>`;

  // Entries that cannot both be right

  function Disagreements(desk) {
    const {value, change, say, id, focus} = desk, {byId, all} = useOrdered(desk);
    const choices = all.map(e => [e.id, titleOf(e)]);
    const start = () => focus(`#${id}-${addPair(desk, "set two entries side by side")}-first`);
    const remove = key => {
      change("unlink two entries", b => { b.disagreements = b.disagreements.filter(d => d.id !== key); });
      say("Removed; the entries stay. Use Undo to bring it back.", 0); focus(".ch-head");
    };
    return html`<${Head}>Where the entries disagree<//>
      <p>Two accounts can differ because one is wrong, because each looks at other dates, or because people saw different things. Set them side by side before you choose between them.</p>
      ${value.disagreements.map((d, n) => html`<${Pair} key=${d.id} ...${desk} pair=${d} n=${n + 1} byId=${byId} choices=${choices} remove=${() => remove(d.id)} />`)}
      ${value.entries.length < 2 ? html`<${Inset}><p>Two entries are needed first.</p><//>` : html`<${Button} primary=${!value.disagreements.length} onClick=${start}>Set two entries side by side<//>`}`;
  }

  /** Begins a disagreement; gives back its id. */
  function addPair({value, change}, label, first = "") {
    const key = newId(value.disagreements, "d");
    change(label, b => { b.disagreements.push({...blankPair(), id: key, first}); });
    return key;
  }

  function Pair({pair, n, byId, choices, remove, child, definition, change, id}) {
    const key = `${id}-${pair.id}`, about = `of pair ${n}`;
    const set = (name, label) => text => change(label, b => { b.disagreements.find(d => d.id === pair.id)[name] = text; }, {merge: true});
    const side = (name, other, words) => html`<div class="ch-side"><${Select} id=${`${key}-${name}`} label=${words} about=${about} value=${pair[name]} onChange=${set(name, "which entries disagree")} choices=${choices.filter(([v]) => v !== pair[other])} />
      ${byId.has(pair[name]) && html`<${EntryWords} entry=${byId.get(pair[name])} child=${child} definition=${definition} />`}</div>`;
    return html`<section class="ch-pair" aria-label=${`Pair ${n}`}><div class="ap-columns">${side("first", "second", "One entry")}${side("second", "first", "The other entry")}</div>
      <${TextArea} id=${key + "-about"} rows=${2} label="What do they disagree about?" about=${about} value=${pair.about} onInput=${set("about", "what two entries disagree about")} />
      <${TextArea} id=${key + "-settle"} rows=${2} label="What would settle it?" about=${about} value=${pair.settle} onInput=${set("settle", "what would settle it")} />
      <${Button} onClick=${remove} about=${about}>Remove this pair<//></section>`;
  }

  // Reading

  function Story(desk) {
    const {definition, value, child} = desk, {dated, apart, gaps, byId} = useOrdered(desk);
    if (!value.entries.length) return html`<${Head}>The story so far<//><p>Nothing to read yet. It will stand here as it prints, with ${child}’s own words in a lane beside it.</p>`;
    const gapBefore = new Map(gaps.map(g => [g.before, g])), spoken = value.entries.filter(e => e.child_words.trim()).length;
    const pages = entries => html`<ol class="ch-list">${entries.map(e => html`<${Page} key=${e.id} ...${desk} entry=${e} gap=${gapBefore.get(e.id)} />`)}</ol>`;
    return html`<${Head}>The chronology of ${child}<//>
      <p>${spoken ? `${sentence(child)}’s own words, or what ${child} showed, stand in the lane beside ${spoken} of ${plural(value.entries.length, "entry", "entries")}.` : `The lane beside the entries is for ${child}’s own words. It is empty so far.`}</p>
      <div class="ch-lanes ch-top" aria-hidden="true"><strong>What was recorded</strong><strong>What ${child} said or showed</strong></div>
      ${pages(dated)}
      ${apart.length > 0 && html`<h4>${UNDATED}</h4>${pages(apart)}`}
      ${value.disagreements.length > 0 && html`<h4>Where the entries disagree</h4>`}
      ${value.disagreements.map(d => html`<${PairRead} key=${d.id} ...${desk} pair=${d} byId=${byId} />`)}
      ${definition.closing.map(c => value.sentences[c.id] && html`<h5 key=${c.id}>${fill(c.question, child)}</h5><p class="ch-words">${value.sentences[c.id]}</p>`)}`;
  }

  const Page = ({entry, gap, definition, value, child, born}) => html`<li class="ch-page">
    ${gap && html`<p class="ch-gap"><strong>Gap:</strong> ${gapSentence(gap)} ${noteWords(value, gap) || fill(definition.gap_question, child)}</p>`}
    <div class="ch-lanes"><div><${DateHead} born=${born} when=${entry.when} /><${EntryWords} entry=${entry} child=${child} definition=${definition} quiet /></div>
      <div class="ch-lane">${entry.child_words.trim() && html`<${Voice} entry=${entry} />`}</div></div></li>`;

  function PairRead({pair, byId, child, definition}) {
    const side = entry => html`<div class="ch-side">${entry ? html`<h5>${sayWhen(entry.when)}</h5><${EntryWords} entry=${entry} child=${child} definition=${definition} />` : html`<p class="ap-hint">Not chosen yet</p>`}</div>`;
    return html`<section class="ch-pair" aria-label="Two entries that disagree"><div class="ap-columns">${side(byId.get(pair.first))}${side(byId.get(pair.second))}</div>
      <p class="ch-words"><strong>What they disagree about:</strong> ${pair.about || "nothing written yet"}</p>
      <p class="ch-words"><strong>What would settle it:</strong> ${pair.settle || "nothing written yet"}</p></section>`;
  }

  function Patterns(desk) {
    const {definition, value, child} = desk, {all, gaps, weeks} = useOrdered(desk);
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
    const {definition, value, child, change, id} = desk, {all} = useOrdered(desk), [top] = definition.significance;
    const chief = all.filter(e => top && e.significance === top);
    return html`<${Head}>What does it all mean?<//><p>Read the story through once more, then put the list away and write as if to someone who will decide about ${child} and has a minute.</p>
      ${chief.length > 0 && html`<${Details} summary=${`What you marked “${top}” (${chief.length})`}><ul>${chief.map(e => html`<li key=${e.id}>${titleOf(e)}</li>`)}</ul><//>`}
      ${definition.closing.map(c => html`<${TextArea} key=${c.id} id=${`${id}-end-${c.id}`} label=${fill(c.question, child)} hint=${fill(c.hint, child)} value=${value.sentences[c.id]}
        onInput=${x => change(short(fill(c.question, child)), b => { b.sentences[c.id] = x; }, {merge: true})} />`)}`;
  }

  /** Says how many are shown when what is sought changes; other changes have words of their own. */
  function useSaid(say, words, ...sought) {
    const first = useRef(true);
    useEffect(() => { if (first.current) first.current = false; else say(words); }, sought);
  }

  return Chronology;
}
