// Two clocks on the screen: the record on its tracks, stretches to name, decisions to move. Days travel as "2025-05-12".

const MEASURES = ["indicator", "statistic", "watch"];
const TAGS = {purposeful: "Purposeful", avoidable: "Avoidable", cannot_tell: "Cannot tell"};
const MANY = 8;
const TICK = 76;   // pixels that the words of one mark on the line need
const TWO_YEARS = 731;
const TWENTY_YEARS = 7305;
const UNNAMED = "A stretch of your own";
const NOT_YET = "Not yet named";
const A_DECISION = "A decision";
const NO_THOUGHT = {cause: "", tag: "", cost: ""};
const NO_DATE = {day: "", month: "", year: ""};
const HALF_A_MONTH = 16;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const SEASONS = {
  winter: ["Winter, January or February", 1, 2], spring: ["Spring", 3, 5], summer: ["Summer", 6, 8],
  autumn: ["Autumn", 9, 11], "winter-end": ["Winter, December", 12, 12],
};

// ---- days and words, the same as in Python's model

const at = iso => new Date(`${iso}T00:00:00Z`);
const isoOf = day => day.toISOString().slice(0, 10);
const shift = (iso, days) => isoOf(new Date(+at(iso) + days * 86400000));
const gap = (from, to) => Math.round((at(to) - at(from)) / 86400000);
const many = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
const between = (least, x, most) => x < least ? least : x > most ? most : x;
const capital = words => words.slice(0, 1).toUpperCase() + words.slice(1);

function monthsOn(iso, months) {
  const [year, month, day] = iso.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return isoOf(new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate()))));
}

function monthsBetween(from, to) {
  const [a, b] = [from, to].map(iso => iso.split("-").map(Number));
  return (b[0] - a[0]) * 12 + b[1] - a[1] - (b[2] < a[2] ? 1 : 0);
}

function workingDaysOn(iso, amount, firstDayCounts, off) {
  let day = firstDayCounts ? shift(iso, -1) : iso;
  for (let left = amount; left > 0;) {
    day = shift(day, 1);
    if (at(day).getUTCDay() % 6 && !off.has(day)) left -= 1;
  }
  return day;
}

/** The day by which something is due. */
export function addTime(start, amount, unit, firstDayCounts, bankHolidays) {
  if (unit === "months") return monthsOn(start, amount);
  if (unit === "working_days") return workingDaysOn(start, amount, firstDayCounts, new Set(bankHolidays));
  return shift(start, amount * (unit === "weeks" ? 7 : 1) - (firstDayCounts ? 1 : 0));
}

/** 17 -> "2 weeks and 3 days"; under a fortnight in days. */
export function sayGap(days) {
  const n = Math.abs(days), weeks = Math.floor(n / 7), rest = n % 7;
  return weeks < 2 ? many(n, "day") : many(weeks, "week") + (rest ? ` and ${many(rest, "day")}` : "");
}

/** A wait as a part of the life so far; "" before birth. */
export function shareOfLife(born, since, until) {
  const start = since < born ? born : since;
  if (until <= born || until < start) return "";
  const lived = gap(born, until), waited = gap(start, until);
  if (lived < 14) return ofLife(waited, lived, "day");
  if (lived < 104 * 7) return ofLife(Math.floor(waited / 7), Math.floor(lived / 7), "week");
  return ofLife(monthsBetween(start, until), monthsBetween(born, until), "month");
}

function ofLife(waited, lived, unit) {
  if (waited < lived) return `${waited} of the first ${lived} ${unit}s of life`;
  return lived > 1 ? `all ${many(lived, unit)} of life so far` : `the whole first ${unit} of life`;
}

/** How a step stands against its date. A measure makes nobody late. */
export function standing(status, due, done, asOf) {
  const measure = MEASURES.includes(status), over = gap(due, done || asOf);
  if (over > 0) return `${measure ? "beyond the measure by" : "late by"} ${sayGap(over)}${done ? "" : " so far"}`;
  if (!done) return over === 0 ? "due that day" : `due in ${sayGap(over)}`;
  const met = measure ? "within the measure" : "met";
  return over === 0 ? `${met} on the last day` : `${met}, ${sayGap(over)} to spare`;
}

/** Where every decision falls; one not moved itself follows what it depends on, at the same distance. */
export function whatIf(decisions, moved) {
  const found = {}, byId = Object.fromEntries(decisions.map(d => [d.id, d]));
  const follow = d => {
    const lead = byId[d.depends_on];
    return lead && found[lead.id] ? shift(d.date, gap(lead.date, found[lead.id])) : d.date;
  };
  for (let waiting = decisions; waiting.length; waiting = waiting.filter(d => !found[d.id])) {
    const ready = waiting.filter(d => moved[d.id] || !d.depends_on || found[d.depends_on]);
    for (const d of ready.length ? ready : waiting) found[d.id] = moved[d.id] || follow(d);
  }
  return found;
}

/** A row for each marker so that none covers another: places in pixels, in order. */
export function spread(places, width) {
  const ends = [];
  return places.map(place => {
    let row = ends.findIndex(end => end <= place);
    if (row < 0) row = ends.length;
    ends[row] = place + width;
    return row;
  });
}

/** The month a number or a name means, or null: 3, 03, March, Mar, Sept. */
function monthNumber(typed) {
  const word = typed.trim().replace(/\.+$/, "").toLowerCase();
  if (/^[0-9]{1,2}$/.test(word)) return +word >= 1 && +word <= 12 ? +word : null;
  const n = word.length >= 3 ? MONTHS.findIndex(name => name.toLowerCase().startsWith(word)) : -1;
  return n < 0 ? null : n + 1;
}

/** The first and last day that boxes may mean, as far as they are filled, and how that is said; null where they make no date. */
export function readLoose({day = "", month = "", year = ""}, season) {
  const d = day.trim(), y = year.trim(), m = monthNumber(month), two = n => String(n).padStart(2, "0");
  if (d) {
    const iso = `${y}-${two(m ?? 0)}-${two(d)}`, real = /^[0-9]{1,2}$/.test(d) && /^[1-9][0-9]{3}$/.test(y) && m && !Number.isNaN(+at(iso)) && isoOf(at(iso)) === iso;
    return real ? {known: "day", first: iso, last: iso, said: `${+d} ${MONTHS[m - 1]} ${y}`} : null;
  }
  if (!/^(19|20)[0-9][0-9]$/.test(y) || month.trim() && !m) return null;
  const [known, words, from, to] = m ? ["month", `${MONTHS[m - 1]} `, m, m] : SEASONS[season] ? ["season", `${SEASONS[season][0]} `, ...SEASONS[season].slice(1)] : ["year", "", 1, 12];
  return {known, first: `${y}-${two(from)}-01`, last: shift(monthsOn(`${y}-${two(to)}-01`, 1), -1), said: words + y};
}

/** 0 -> A, 26 -> AA */
export const letter = n => (n >= 26 ? letter(Math.floor(n / 26) - 1) : "") + String.fromCharCode(65 + n % 26);

// ---- the record of one exercise

/** The followed child, for whom no record is given: a birth known to the month is counted from its middle. */
function ownChild(material, value) {
  const span = readLoose(value.born, ""), name = material.followed.trim() || value.alias.trim() || "the child";
  if (!["day", "month"].includes(span?.known)) return {name, born: null};
  return {name, born: shift(span.first, Math.floor(gap(span.first, span.last) / 2)), about: span.known === "month", expected: value.expected};
}

const exactDay = point => { const span = point && readLoose(point.date, point.season); return span?.known === "day" ? span.first : null; };

/** What is asked of a case, asked of the followed child: the law stays, and the case's own record is left out. */
function ownDefinition(definition, value, child) {
  const day = ref => ref === "birth" ? child.born : exactDay(value.points.find(p => p.id === ref));
  const moment = ref => { const found = ref && day(ref); return found ? {date: found} : null; };
  const last = value.points.map(exactDay).filter(Boolean).sort().at(-1), since = moment(value.since), decisions = [];
  for (const own of value.own_decisions) {
    const planned = readLoose(own.planned, "");
    if (planned?.known === "day") decisions.push({id: own.id, label: own.label.trim() || A_DECISION, planned: {date: planned.first}, not_before: null, depends_on: decisions.some(d => d.id === own.waits_for) ? own.waits_for : null});
  }
  return {
    ...definition, given: [], counts: [], stretches: [], own_stretches: true, own_points: true, decisions,
    waiting: definition.waiting && since && {since, words: definition.waiting.words}, record_ends: last ? {date: last} : null,
    milestones: definition.milestones.map(m => ({...m, starts: moment(value.clocks[m.id]?.starts) ?? {}, met_by: moment(value.clocks[m.id]?.met), no_record: null, not_applicable: null, note: ""})),
  };
}

/** A definition with the child's name where its author wrote {child}. */
const named = (definition, name) => JSON.parse(JSON.stringify(definition).replaceAll("{child}", () => JSON.stringify(name).slice(1, -1)));

/** Who the child is, the entries on their tracks, the planned decisions. Of the answer, only the followed child's dates count. */
function recordOf(asked, material, value) {
  const own = material.followed != null, child = own ? ownChild(material, value) : null;
  const {people = []} = material.case ?? {}, name = child?.name ?? (asked.name || people.find(p => p.id === asked.child)?.name.split(/\s+/)[0] || "the child");
  return {own, ...laidOut(named(own ? ownDefinition(asked, value, child) : asked, name), material, name, child)};
}

function laidOut(definition, material, name, child) {
  const {case: story} = material, person = story?.people.find(p => p.id === definition.child);
  const happened = [...(story?.events ?? []), ...definition.given].sort((a, b) => a.date.localeCompare(b.date));
  const chosen = e => definition.given.includes(e) || [[definition.events, e.id], [definition.types, e.type]].every(([list, x]) => list === "all" || list.includes(x));
  const takes = (t, e) => t.events.includes(e.id) || t.types.includes(e.type) || !(t.events.length || t.types.length);
  const trackOf = e => (definition.tracks.find(t => takes(t, e)) ?? definition.tracks.at(-1)).id;
  const record = {
    definition, material, happened,
    name, born: child ? child.born : definition.born || person?.born || null, about: !!child?.about, expected: !!child?.expected, strengths: child ? "" : person?.strengths ?? "",
    entries: happened.filter(chosen).map((e, n) => ({...e, number: n + 1, track: trackOf(e)})),
  };
  record.planned = Object.fromEntries(definition.decisions.map(d => [d.id, dayOf(record, d.planned, {})]).filter(([, day]) => day));
  record.ends = definition.record_ends && dayOf(record, definition.record_ends) || record.entries.at(-1)?.date || null;
  return record;
}

/** The day a moment falls on, as in the record or with other decided dates; null when nothing here has it. */
function dayOf({material, born, happened, planned}, when, decided = planned) {
  if (when.birth) return born;
  if (when.decision) return decided[when.decision] ?? null;
  if (when.milestone) return material.case?.milestones.find(m => m.id === when.milestone)?.date ?? null;
  return when.date ?? happened.find(e => e.id === when.event)?.date ?? null;
}

const floorOf = (record, d) => d.not_before && dayOf(record, d.not_before);
const leadOf = (record, d) => record.definition.decisions.find(x => x.id === d.depends_on);

function decisionsOf(record, value, readDate) {
  const {decisions} = record.definition, usable = {};
  for (const d of decisions) {
    const typed = readDate(value.moved[d.id] ?? {});
    if (typed && !notUsable(record, d, typed)) usable[d.id] = typed;
  }
  const plain = decisions.filter(d => record.planned[d.id]).map(d => ({id: d.id, date: record.planned[d.id], depends_on: d.depends_on}));
  return whatIf(plain, usable);
}

/** Why a real date cannot stand for a decision: "early", "far" or "". */
function notUsable(record, d, typed) {
  const floor = floorOf(record, d);
  if (floor && typed < floor) return "early";
  return record.planned[d.id] && Math.abs(gap(record.planned[d.id], typed)) > TWO_YEARS ? "far" : "";
}

function expectedOf(record, decided) {
  const facts = Object.fromEntries(record.material.law.map(f => [f.id, f]));
  return record.definition.milestones.filter(m => facts[m.law]).map((m, n) => {
    const law = facts[m.law], starts = dayOf(record, m.starts, decided);
    const due = starts && law.amount && law.unit && !m.not_applicable ? addTime(starts, law.amount, law.unit, m.first_day_counts, record.definition.bank_holidays) : null;
    return {letter: letter(n), milestone: m, law, starts, due, standing: standingOf(record, m, law, starts, due, decided)};
  });
}

function standingOf(record, m, law, starts, due, decided) {
  if (m.not_applicable) return `not applicable: ${m.not_applicable}`;
  if (law.status === "enacted_not_commenced") return "not applicable: not yet in force";
  if (!starts) return "cannot tell: nothing here says when its clock started";
  if (!due) return `cannot tell: ${m.no_record || "the source gives no number of days, weeks or months"}`;
  const done = m.met_by && dayOf(record, m.met_by, decided);
  if (!done && m.no_record) return `cannot tell: ${m.no_record}`;
  return standing(law.status, due, done, record.ends || due);
}

export function view(kit) {
  const {html, useState, useRef, useEffect, useMemo, TextArea, TextLine, Select, Radios, Tick, Question, Inset, DateBoxes, Button, CardTable, Details, Tag, Group, useFocus,
    parseIso, sayDate, sayAge, readDate, dateParts, dateProblem} = kit;
  const say = iso => sayDate(parseIso(iso));

  /** A complaint as soon as three full boxes make no real day: nobody has to leave them first. */
  const notADay = (parts, name) => String(parts?.year ?? "").trim().length === 4 && parts.day && parts.month ? dateProblem(parts, name) : "";

  // -- words about one day or one stretch

  function ageOn({born, about, expected}, day) {
    if (!born) return "";
    const days = gap(born, day);
    if (about && Math.abs(days) <= HALF_A_MONTH) return "around the birth";
    if (days === 0) return "newborn";
    const age = days > 0 && days < 14 ? many(days, "day") : sayAge(parseIso(born), parseIso(day));
    return `${about ? "about " : ""}${age}${expected && days > 0 ? " after the expected birth" : ""}`;
  }

  const hasAge = ({born, about, expected}, day) => born && day > born && !expected && !(about && gap(born, day) <= HALF_A_MONTH);

  /** "7 weeks old", "newborn", "5 weeks before birth" */
  const oldOn = (record, day) => ageOn(record, day) + (hasAge(record, day) ? " old" : "");

  function shareOn({born, about, expected}, since, until) {
    const share = born && !expected ? shareOfLife(born, since, until) : "";
    return share && about ? `about ${share}` : share;
  }
  const dayAndAge = (record, day) => [say(day), ageOn(record, day)].filter(Boolean).join(", ");

  function stretchWords(record, start, end) {
    if (!start || !end) return "Choose where it begins and where it ends.";
    if (end < start) return `It ends on ${say(end)}, before it begins on ${say(start)}. Choose the two the other way round.`;
    const words = `${sayGap(gap(start, end))}, ${say(start)} to ${say(end)}.`, {born, name} = record;
    if (!born) return words;
    if (end <= born) return `${words} It began ${ageOn(record, start)} and ended ${end === born ? "at the birth" : ageOn(record, end)}.`;
    const share = shareOn(record, start, end), ended = `${oldOn(record, end)} when it ended${share && `: ${share}`}.`;
    return start < born ? `${words} It began ${ageOn(record, start)}, and ${name} was ${ended}` : `${words} ${capital(name)} was ${oldOn(record, start)} when it began and ${ended}`;
  }

  /** The wait up to a day as a part of life; "" where nobody waits. */
  function waited(record, day) {
    const {waiting} = record.definition, since = waiting && dayOf(record, waiting.since);
    return since ? shareOn(record, since, day) : "";
  }

  function countWords(record, count) {
    const days = record.happened.filter(e => count.events.includes(e.id) || count.types.includes(e.type)).map(e => e.date);
    const when = day => !record.born ? say(day) : hasAge(record, day) ? `at ${ageOn(record, day)}` : ageOn(record, day);
    const times = days.length > MANY ? `the first ${when(days[0])}, the last ${when(days.at(-1))}` : days.map(when).join("; ");
    return days.length ? `${days.length} ${days.length === 1 ? count.one : count.many}: ${times}.` : `No ${count.many}.`;
  }

  function birthWords({name, born, about, expected}) {
    const day = about ? `in ${say(born).replace(/^\d+ /, "")}` : `on ${say(born)}`;
    return `${capital(name)} ${expected ? "is expected" : "was born"} ${day}.${about ? " Ages are counted from the middle of that month." : ""}`;
  }

  function sentences(record) {
    const {born, ends, name, strengths, definition} = record, words = strengths ? [`${strengths}.`] : [], share = ends && waited(record, ends);
    if (born) words.push(birthWords(record));
    if (born && ends > born && !record.expected) words.push(`${record.own ? "On the last day here" : "When this record ends"}, on ${say(ends)}, ${name} is ${oldOn(record, ends)}.`);
    if (share) words.push(`${capital(definition.waiting.words)}: ${share}.`);
    return [...words, ...definition.counts.map(count => countWords(record, count))];
  }

  // -- the chart

  /** The width of an element in pixels, kept up to date. */
  function useWidth() {
    const ref = useRef(), [width, set] = useState(720);
    useEffect(() => {
      const watcher = new ResizeObserver(([{contentRect}]) => set(Math.round(contentRect.width)));
      watcher.observe(ref.current);
      return () => watcher.disconnect();
    }, []);
    return [ref, width];
  }

  /** Where a day stands on the line, from 0 to 100. */
  const placeIn = ({first, last}, day) => between(0, 100 * gap(first, day) / Math.max(1, gap(first, last)), 100);
  const leftAt = (span, day) => ({left: `${placeIn(span, day)}%`});
  const barFrom = (span, from, to) => ({...leftAt(span, from), width: `${placeIn(span, to) - placeIn(span, from)}%`});

  function ticksIn(record, span, width) {
    const born = record.born ?? span.first, room = Math.max(3, Math.floor(width / TICK));
    const step = [1, 3, 6, 12, 24, 60].find(s => monthsBetween(span.first, span.last) / s < room) ?? 120, days = [];
    for (let n = Math.floor(monthsBetween(born, span.first) / step); days.length < 24; n += 1) {
      const day = monthsOn(born, n * step);
      if (day > span.last) break;
      if (day >= span.first) days.push({day, x: placeIn(span, day) * width / 100, words: tickWords(record, n * step)});
    }
    return days.map((tick, n) => width - tick.x > TICK ? tick : {...tick, atEnd: true, silent: n > 0 && tick.x - days[n - 1].x < 2 * TICK});
  }

  function tickWords({born}, months) {
    if (!born) return "";
    if (!months) return "Birth";
    const n = Math.abs(months), words = n % 12 ? many(n, "month") : many(n / 12, "year");
    return months < 0 ? `−${words}` : words;
  }

  const monthOf = iso => say(iso).replace(/^\d+ (\w{3})\w*/, "$1");
  const Lines = ({ticks, span, born}) => ticks.map(t => html`<i key=${t.day} class=${"dt-line" + (t.day === born ? " dt-birth" : "")} style=${leftAt(span, t.day)}></i>`);
  const Lane = ({name, under, rows = 1, span, ticks, born, children}) => html`<div class="dt-lane"><div class="dt-name">${typeof name === "string" ? capital(name) : name}${under && html`<span class="dt-under">${under}</span>`}</div>
    <div class="dt-track" style=${{height: `${Math.max(3, rows * 1.9 + .9)}rem`}}><${Lines} ticks=${ticks} span=${span} born=${born} />${children}</div></div>`;

  const Axis = ({record, span, ticks}) => html`<div class="dt-lane dt-axis"><div class="dt-name">${record.born ? `${capital(record.name)}’s age` : "The calendar"}<span class="dt-under">${record.born && "The calendar"}</span></div>
    <div class="dt-track">${ticks.map(t => html`<div key=${t.day} class=${"dt-tick" + (t.day === record.born ? " dt-birth" : "") + (t.atEnd ? " dt-end-tick" : "")} style=${leftAt(span, t.day)}>${!t.silent && html`<b>${t.words}</b><span>${monthOf(t.day)}</span>`}</div>`)}</div></div>`;

  /** Markers on one lane, set on as many rows as they need. */
  function laid(marks, span, width) {
    const sorted = [...marks].sort((a, b) => a.day.localeCompare(b.day)), rows = spread(sorted.map(m => placeIn(span, m.day) * width / 100), 30);
    return {rows: Math.max(1, ...rows.map(r => r + 1)), marks: sorted.map((m, n) => ({...m, row: rows[n]}))};
  }

  /** A date known only to the month, season or year is a bar over all the days it may mean, under the rest. */
  function MarkLane({name, marks, loose = [], span, width, ticks, born, square, current, onPick}) {
    const {rows: full, marks: placed} = laid(marks, span, width), above = marks.length ? full : 0, rows = Math.max(1, above + loose.length);
    return html`<${Lane} name=${name} rows=${rows} span=${span} ticks=${ticks} born=${born}>${loose.map((p, n) => html`<div key=${p.id} class="dt-loose" title=${`${p.said}: ${p.label}`} style=${{...barFrom(span, p.from, p.to), top: `${(above + n) * 1.9 + .7}rem`}}></div>`)}${placed.map(m => html`<div key=${m.key} title=${m.title} onClick=${onPick && (() => onPick(m.key))}
      class=${"dt-dot" + (square ? " dt-square" : "") + (m.own ? " dt-own" : "") + (m.key === current ? " dt-current" : "")} style=${{...leftAt(span, m.day), top: `${m.row * 1.9 + .5}rem`}}>${m.text}</div>`)}<//>`;
  }

  function spanOf(days) {
    const found = days.filter(Boolean).sort();
    return found.length ? {first: shift(found[0], -7), last: shift(found.at(-1), 7)} : null;
  }

  const stretchesOf = (record, value, choose) => [
    ...record.definition.stretches.map(s => ({...s, from: dayOf(record, s.start), to: dayOf(record, s.end), thought: value.stretches[s.id] ?? NO_THOUGHT})),
    ...value.own_stretches.map(s => ({...s, own: true, from: choose(s.start), to: choose(s.end), thought: s})),
  ];

  /** One line of time for the record, the steps expected and the stretches; a point decades away would squash it. */
  function recordSpan(record, expected, stretches, points) {
    const near = day => day && Math.abs(gap(record.entries[0]?.date ?? record.born ?? day, day)) < TWENTY_YEARS;
    const days = [...points.flatMap(p => [p.from, p.to]), ...stretches.flatMap(s => [s.from, s.to])].filter(near);
    return spanOf([...record.entries.map(e => e.date), record.born, ...expected.map(x => x.due), ...days]);
  }

  /** What is left of a chart's width for its line: beside the names, or under them where it is narrow. */
  const lineWidth = width => Math.max(120, width < 560 ? width - 40 : width - 216);

  function TwoClocks({record, expected, span, points, current, onPick}) {
    const [ref, full] = useWidth(), {tracks} = record.definition, own = points.filter(p => p.from && span && p.from >= span.first && p.to <= span.last);
    if (!span) return html`<p class="ap-hint" ref=${ref}>No dates yet. The two clocks appear with the first date you add.</p>`;
    const width = lineWidth(full), ticks = ticksIn(record, span, width), shared = {span, ticks, width, born: record.born};
    const marksOn = track => [...record.entries.filter(e => e.track === track.id).map(e => ({key: e.id, day: e.date, text: e.number, title: `${e.number}. ${dayAndAge(record, e.date)}: ${e.text}`})),
      ...own.filter(p => p.day && p.track === track.id).map(p => ({key: p.id, own: true, day: p.day, text: "+", title: `${dayAndAge(record, p.day)}: ${p.label}`}))];
    return html`<div class="dt-chart" ref=${ref} role="group" aria-label=${`The two clocks: ${record.name}’s age and the record on one line. The tables below give the same dates.`}><div aria-hidden="true">
      <${Axis} record=${record} ...${shared} />
      ${tracks.map(t => html`<${MarkLane} key=${t.id} name=${t.label} marks=${marksOn(t)} loose=${own.filter(p => !p.day && p.track === t.id)} current=${current} onPick=${onPick} ...${shared} />`)}
      <${ExpectedLane} expected=${expected} ...${shared} />
    </div></div>`;
  }

  function ExpectedLane({expected, ...line}) {
    const marks = expected.filter(x => x.due).map(x => ({key: x.letter, day: x.due, text: x.letter, title: `${x.letter}. ${x.law.name}, ${say(x.due)}`}));
    return marks.length > 0 && html`<${MarkLane} name="Expected by" square marks=${marks} ...${line} />`;
  }

  function StretchChart({record, span, stretches}) {
    const [ref, full] = useWidth(), drawn = stretches.filter(s => s.from && s.to && s.from <= s.to);
    const ticks = drawn.length ? ticksIn(record, span, lineWidth(full)) : [];
    return html`<div class="dt-chart" ref=${ref} hidden=${!drawn.length} role="group" aria-label="The stretches of time on a line. The list below gives the same dates and names."><div aria-hidden="true">
      <${Axis} record=${record} span=${span} ticks=${ticks} />
      ${drawn.map(s => html`<${Lane} key=${s.id} name=${s.label || UNNAMED} under=${TAGS[s.thought.tag] ?? NOT_YET} span=${span} ticks=${ticks} born=${record.born}>
        <div class=${`dt-bar dt-${s.thought.tag || "unnamed"}`} style=${barFrom(span, s.from, s.to)}></div><//>`)}
    </div></div>`;
  }

  function Reading({record, current, onPick, say: aloud}) {
    const {entries} = record, n = Math.max(0, entries.findIndex(e => e.id === current)), entry = entries[n];
    if (!entry) return null;
    const go = step => { const next = entries[n + step]; onPick(next.id); aloud(`${next.number} of ${entries.length}. ${dayAndAge(record, next.date)}. ${next.text}`, 0); };
    return html`<div class="dt-reading" role="group" aria-label="Read the entries in order">
      <div class="ap-row"><${Button} off=${n === 0} onClick=${() => go(-1)}>Earlier entry<//><${Button} off=${n === entries.length - 1} onClick=${() => go(1)}>Next entry<//>
        <span class="ap-hint">${entry.number} of ${entries.length}</span></div>
      <p class="dt-when"><strong>${say(entry.date)}</strong>${record.born && html` <span>${oldOn(record, entry.date)}</span>`}</p>
      <p dir="auto">${entry.text}${entry.source && html` <span class="ap-cite">${entry.source}</span>`}</p>
      ${entry.child_voice && html`<blockquote dir="auto">${entry.child_voice}</blockquote>`}</div>`;
  }

  const EntryTable = ({record, points}) => html`<${Details} summary="Every date as a table"><${CardTable} caption="Every entry, with the age beside it" columns=${["Date", "Age", "Track", "Entry", "Said or showed"]}
    rows=${[...record.entries.map(e => ({key: e.id, day: e.date, head: `${e.number}. ${say(e.date)}`, cells: [ageOn(record, e.date), trackLabel(record, e.track), html`${e.text} <span class="ap-cite">${e.source}</span>`, e.child_voice ?? ""]})),
      ...points.map(p => ({key: p.id, day: p.from ?? "9", head: p.said || "No date", cells: [p.day ? ageOn(record, p.day) : "", trackLabel(record, p.track), `${p.label} (${p.source ? `from “${p.source}”` : "added by you"})`, ""]}))].sort((a, b) => a.day.localeCompare(b.day))} /><//>`;
  const trackLabel = ({definition}, id) => definition.tracks.find(t => t.id === id)?.label ?? "";

  // -- the system's clock

  function LawWords({law}) {
    const due = law.review_by && law.review_by < isoOf(new Date());
    return html`${law.words} <strong>${capital(law.status_words)}.</strong> <span class="ap-cite">${law.link ? html`<a href=${law.link} rel="noreferrer">${law.cite}</a>` : law.cite}</span>
      ${due && html` <${Tag}>due for checking since ${say(law.review_by)}<//>`}`;
  }

  const SystemClock = ({expected}) => expected.length > 0 && html`<h4>The system’s clock</h4>
    <${CardTable} caption="What is expected, by when, and how it stands" columns=${["Step", "What it says", "Clock starts", "Due", "How it stands"]}
      rows=${expected.map(x => ({key: x.letter, head: `${x.letter}. ${x.law.name}`, cells: [html`<${LawWords} law=${x.law} />`, x.starts ? say(x.starts) : "Not said here",
        x.due ? `${say(x.due)} (${x.law.limit_words}${x.milestone.first_day_counts ? ", the first day counted" : ""})` : "No date", html`<strong>${capital(x.standing)}.</strong> ${x.milestone.note}`]}))} />
    <p class="ap-hint">Counted from the day after the clock starts, unless it says otherwise. Working days leave out Saturdays, Sundays and bank holidays in England.</p>`;

  // -- stretches

  /** What a stretch of one's own may begin or end with, in the order of the days. */
  function refsOf(record, points) {
    const dated = [...record.entries.map(e => [e.id, e.date, e.text]), ...(record.born ? [["birth", record.born, `${record.name} is born`]] : []), ...points.filter(p => p.day).map(p => [p.id, p.day, p.label])];
    return dated.sort((a, b) => a[1].localeCompare(b[1])).map(([key, day, words]) => [key, `${say(day)}: ${words.length > 60 ? `${words.slice(0, 59)}…` : words}`]);
  }

  function ThoughtFields({id, name, about, thought, set}) {
    return html`<${TextArea} id=${id + "-cause"} label="What caused it, and how do you know?" about=${about} rows=${2} value=${thought.cause} onInput=${x => set("cause", x)} />
      <${Radios} id=${id + "-tag"} legend="What was this time?" about=${about} hint="If one part was one thing and one part another, add a stretch of your own for each." value=${thought.tag} onChange=${x => set("tag", x)}
        choices=${[["purposeful", `Purposeful: it did something for ${name} that could not be done faster`], ["avoidable", "Avoidable: it could have been shorter, and nothing good would have been lost"], ["cannot_tell", "Cannot tell from this record"]]} />
      <${TextArea} id=${id + "-cost"} label=${`What did it cost ${name}?`} about=${about} hint="What was learned, missed, begun or broken meanwhile, by the child’s own clock" rows=${2} value=${thought.cost} onInput=${x => set("cost", x)} />`;
  }

  const isThought = ({tag, cause, cost}) => Boolean(tag || cause || cost);

  function Stretch({record, stretch: s, id, open, onToggle, set, children}) {
    const label = s.label || UNNAMED;
    return html`<li class="dt-stretch" id=${id}><div class="dt-stretch-head"><h5 dir="auto">${label}</h5><${Tag}>${TAGS[s.thought.tag] ?? NOT_YET}<//></div>
      <p class="dt-facts">${stretchWords(record, s.from, s.to)}</p>
      <${Button} onClick=${onToggle} aria-expanded=${String(open)} aria-controls=${id + "-fields"} about=${label}>${open ? "Close" : isThought(s.thought) ? "Read or change" : "Think about it"}<//>
      <div id=${id + "-fields"} hidden=${!open}>${open && html`${children}<${ThoughtFields} id=${id} name=${record.name} about=${label} thought=${s.thought} set=${set} />`}</div></li>`;
  }

  function Stretches({record, stretches, chart, change, id, refs, focus}) {
    const [open, setOpen] = useState(() => new Set(stretches.some(s => isThought(s.thought)) ? [] : stretches.slice(0, 1).map(s => s.id)));
    const toggle = key => setOpen(old => { const next = new Set(old); if (!next.delete(key)) next.add(key); return next; });
    const write = s => (field, x) => change(s.label || "your stretch", v => {
      if (s.own) Object.assign(v.own_stretches.find(o => o.id === s.id), {[field]: x});
      else v.stretches[s.id] = {...NO_THOUGHT, ...v.stretches[s.id], [field]: x};
    }, {merge: field !== "tag"});
    const add = () => { const key = `s${Date.now().toString(36)}`; change("add a stretch", v => { v.own_stretches.push({id: key, label: "", start: "", end: "", ...NO_THOUGHT}); }); setOpen(old => new Set(old).add(key)); focus(`#${id}-${key}-label`); };
    const drop = s => { change(`remove ${s.label || "your stretch"}`, v => { v.own_stretches = v.own_stretches.filter(o => o.id !== s.id); }); focus(`#${id}-add-stretch`); };
    return html`<h4>What the time was for</h4>${chart}
      <ul class="dt-stretches">${stretches.map(s => html`<${Stretch} key=${s.id} record=${record} stretch=${s} id=${`${id}-${s.id}`} open=${open.has(s.id)} onToggle=${() => toggle(s.id)} set=${write(s)}>
        ${s.own && html`<${TextLine} id=${`${id}-${s.id}-label`} label="A name for this stretch" value=${s.label} onInput=${x => write(s)("label", x)} />
          <div class="ap-columns"><${Select} id=${`${id}-${s.id}-start`} label="It begins with" value=${s.start} choices=${refs} onChange=${x => write(s)("start", x)} />
          <${Select} id=${`${id}-${s.id}-end`} label="It ends with" value=${s.end} choices=${refs} onChange=${x => write(s)("end", x)} /></div>
          <p><${Button} onClick=${() => drop(s)} about=${s.label}>Remove this stretch<//></p>`}<//>`)}</ul>
      ${record.definition.own_stretches && html`<p><${Button} id=${`${id}-add-stretch`} onClick=${add}>Add a stretch of your own<//></p>`}`;
  }

  /** Three boxes, of which only the year is needed; with a year alone a season may be chosen. */
  function LooseBoxes({id, legend, about, hint, value, season, error, onChange, onSeason}) {
    const box = (key, words) => html`<div><label for=${`${id}-${key}`}>${words}</label><input id=${`${id}-${key}`} class=${`ap-date-${key === "month" ? "year" : key}`} type="text" inputmode=${key === "month" ? "text" : "numeric"} autocomplete="off"
      value=${value[key]} aria-invalid=${error ? "true" : undefined} onInput=${e => onChange({...value, [key]: e.target.value})} /></div>`;
    return html`<${Question} id=${id} legend=${legend} about=${about} hint=${hint} error=${error}><div class="ap-date">${box("day", "Day")}${box("month", "Month")}${box("year", "Year")}</div>
      ${onSeason && (season || value.year && !value.month && !value.day) && html`<${Select} id=${id + "-season"} label="Season" optional about=${about} empty="Not known" value=${season} choices=${Object.entries(SEASONS).map(([key, [words]]) => [key, words])} onChange=${onSeason} />`}<//>`;
  }

  const looseFault = (typed, season) => typed.year.trim().length === 4 && !readLoose(typed, season) ? "These boxes make no date. Check the day and the month" : "";

  function Points({record, points, change, id, focus}) {
    const [open, setOpen] = useState(() => new Set(points.filter(p => !p.label).map(p => p.id)));
    const toggle = key => setOpen(old => { const next = new Set(old); if (!next.delete(key)) next.add(key); return next; });
    const add = () => { const key = `p${Date.now().toString(36)}`; change("add a date", v => { v.points.push({id: key, label: "", track: record.definition.tracks[0].id, date: NO_DATE, season: "", said_when: "", source: ""}); }); toggle(key); focus(`#${id}-${key}-label`); };
    const write = (p, label, field, x) => change(label, v => { v.points.find(o => o.id === p.id)[field] = x; }, {merge: true});
    const drop = p => { change(`remove ${p.label || "a date"}`, v => { v.points = v.points.filter(o => o.id !== p.id); }); focus(`#${id}-add-point`); };
    const fields = (p, n, about) => html`<${TextLine} id=${`${id}-${p.id}-label`} label="What belongs here" about=${`(${n + 1})`} value=${p.label} onInput=${x => write(p, "your own date", "label", x)} />
      <${LooseBoxes} id=${`${id}-${p.id}-date`} legend="When" about=${about} hint=${p.said_when && !p.from ? `It was said to be: ${p.said_when}` : "As far as it is known. The year alone will do."} value=${p.date} season=${p.season} error=${looseFault(p.date, p.season)}
        onChange=${x => write(p, "the date of your own", "date", x)} onSeason=${x => write(p, "the season", "season", x)} />
      ${record.definition.tracks.length > 1 && html`<${Select} id=${`${id}-${p.id}-track`} label="On which line" about=${about} empty=${null} value=${p.track} choices=${record.definition.tracks.map(t => [t.id, t.label])} onChange=${x => write(p, "the line of your own date", "track", x)} />`}`;
    return html`<h4>${record.own ? "What happened" : "Dates of your own"}</h4><p>${record.own ? `Steps in ${record.name}’s life, and dates of the system: a move, a visit, a meeting, a promise. What you bring in from earlier work stands here too.` : `A step in ${record.name}’s life, or a date of the system, that the record leaves out and you think belongs here.`}</p>
      <ul class="dt-points">${points.map((p, n) => { const about = p.label || `date ${n + 1}`, shown = open.has(p.id); return html`<li class="dt-point" key=${p.id}>
        <p><strong>${p.said || "No date yet"}</strong>${p.label && !shown && html` <span dir="auto">${p.label}</span>`}${p.source && html` <span class="ap-cite">From “${p.source}”</span>`}</p>
        ${shown && fields(p, n, about)}
        <div class="ap-row"><${Button} aria-expanded=${String(shown)} about=${about} onClick=${() => toggle(p.id)}>${shown ? "Close" : "Change"}<//><${Button} onClick=${() => drop(p)} about=${about}>Remove<//></div></li>`; })}</ul>
      <p><${Button} primary=${record.own && !points.length} id=${`${id}-add-point`} onClick=${add}>Add a date${record.own ? "" : " of your own"}<//></p>`;
  }

  // -- the child the participant follows

  function OwnChild({asked, material, record, value, change, id, refs}) {
    const typed = Object.values(value.born).some(x => x.trim());
    const fault = typed && value.born.year.trim().length === 4 && !record.born ? "Give the month as well: a year alone is too little to count weeks from" : "";
    return html`<${Inset}><p>${material.followed ? "Roles" : "Use an alias, and roles"} instead of names. Leave out addresses, schools and case numbers.</p>
      ${!material.followed && html`<${TextLine} id=${id + "-alias"} width="20" label="Alias" value=${value.alias} onInput=${x => change("the alias", v => { v.alias = x; }, {merge: true})} />`}
      <${LooseBoxes} id=${id + "-born"} legend="Birth" hint="The month and the year are enough. Give the day only if days matter." value=${value.born} season="" error=${fault} onChange=${x => change("the birth", v => { v.born = x; }, {merge: true})} />
      <${Tick} id=${id + "-expected"} label="Not born yet: this is when the birth is expected" checked=${value.expected} onChange=${x => change("whether the child is born", v => { v.expected = x; })} />
      ${asked.waiting && refs.length > 0 && html`<${Select} id=${id + "-since"} label=${`${capital(asked.waiting.words)}: since when?`} optional empty="Not chosen" value=${value.since} choices=${refs} onChange=${x => change("since when", v => { v.since = x; })} />`}<//>`;
  }

  /** Which of the participant's dates start and answer each step of the system's clock. */
  function OwnClocks({expected, value, change, id, refs}) {
    const put = (x, field) => ref => change(`the clock of ${x.law.name}`, v => { v.clocks[x.milestone.id] = {starts: "", met: "", ...v.clocks[x.milestone.id], [field]: ref}; });
    const pick = (x, field, label) => html`<${Select} id=${`${id}-${x.milestone.id}-${field}`} label=${label} about=${x.law.name} empty="Not chosen" value=${value.clocks[x.milestone.id]?.[field] ?? ""} choices=${refs} onChange=${put(x, field)} />`;
    if (!expected.length) return null;
    return html`<h4>What starts each clock</h4>${!refs.length ? html`<p class="ap-hint">Once there is a date known to the day, you can say here which clocks it starts.</p>`
      : html`<p>The limits are the law’s. Say which of your dates starts each one, and which answers it. Only a date known to the day can.</p>
      <ul class="dt-points">${expected.map(x => html`<li class="dt-point" key=${x.letter}><p><strong>${x.letter}. ${x.law.name}</strong> (${x.law.limit_words || "no number"})</p><div class="ap-columns">${pick(x, "starts", "It starts with")}${pick(x, "met", "It was answered by")}</div></li>`)}</ul>`}`;
  }

  function OwnDecisions({value, change, id, focus}) {
    const write = (d, field) => x => change("a decision", v => { v.own_decisions.find(o => o.id === d.id)[field] = x; }, {merge: true});
    const add = () => { const key = `d${Date.now().toString(36)}`; change("add a decision", v => { v.own_decisions.push({id: key, label: "", planned: NO_DATE, waits_for: ""}); }); focus(`#${id}-${key}-label`); };
    const drop = d => { change(`remove ${d.label || "a decision"}`, v => { v.own_decisions = v.own_decisions.filter(o => o.id !== d.id); }); focus(`#${id}-add-decision`); };
    return html`<h4>Decisions that could move</h4><p>A meeting, an assessment, a hearing: something with a date that somebody could bring forward. Then see what moves with it.</p>
      <ul class="dt-points">${value.own_decisions.map((d, n) => { const about = d.label || `decision ${n + 1}`, above = value.own_decisions.slice(0, n); return html`<li class="dt-point" key=${d.id}>
        <${TextLine} id=${`${id}-${d.id}-label`} label="What is to be decided or done" about=${`(${n + 1})`} value=${d.label} onInput=${write(d, "label")} />
        <${DateBoxes} id=${`${id}-${d.id}-planned`} legend="The date it has now" about=${about} value=${d.planned} error=${notADay(d.planned, "The date")} onChange=${write(d, "planned")} />
        ${above.length > 0 && html`<${Select} id=${`${id}-${d.id}-waits`} label="It waits for" about=${about} optional empty="Nothing here" value=${d.waits_for} choices=${above.map(o => [o.id, o.label || A_DECISION])} onChange=${write(d, "waits_for")} />`}
        <p><${Button} onClick=${() => drop(d)} about=${about}>Remove<//></p></li>`; })}</ul>
      <p><${Button} id=${`${id}-add-decision`} onClick=${add}>Add a decision<//></p>`;
  }

  // -- what if

  const KEYS = {ArrowRight: 7, ArrowUp: 7, ArrowLeft: -7, ArrowDown: -7, PageUp: 28, PageDown: -28};

  /** The line on which decisions move: it stays as it is while they do. */
  function reachOf(record, expected) {
    const floors = record.definition.decisions.map(d => floorOf(record, d));
    const span = spanOf([...Object.values(record.planned), ...floors, ...expected.map(x => x.due), record.born]);
    return span && {first: span.first, last: shift(span.last, 182)};
  }

  function limitsOf(record, d, span) {
    const floor = floorOf(record, d) || span.first;
    const ends = [shift(record.planned[d.id], -TWO_YEARS), shift(record.planned[d.id], TWO_YEARS)];
    return {least: floor > ends[0] ? floor : ends[0], most: span.last < ends[1] ? span.last : ends[1]};
  }

  function changeWords({own, planned}, d, now) {
    const days = gap(planned[d.id], now);
    return days ? `${sayGap(days)} ${days > 0 ? "later" : "earlier"} than ${own ? "planned" : "in the record"}` : `as ${own ? "planned" : "in the record"}`;
  }

  const decisionWords = (record, d, now) => `${[say(now), oldOn(record, now)].filter(Boolean).join(", ")}; ${changeWords(record, d, now)}`;

  /** What the wait comes to by a day, and what one week is in it. */
  function costWords(record, day) {
    const share = waited(record, day);
    const weeks = share && !record.about ? Math.floor(gap(record.born, day) / 7) : 0;
    return share && `Waiting by then: ${share}.${weeks >= 4 ? ` Each week moved is one of those ${weeks}.` : ""}`;
  }

  /** What is wrong with the date of a decision, in words; "" when nothing is. */
  function decisionProblem(record, d, typed, decided) {
    const iso = readDate(typed ?? {}), why = iso && notUsable(record, d, iso), kept = `The chart keeps ${say(decided[d.id])}.`;
    if (notADay(typed, "This date")) return `${notADay(typed, "This date")}. ${kept}`;
    const floor = floorOf(record, d);
    if (why === "early" && floor === record.born && d.not_before.birth) return `This cannot come before ${record.name} was born, on ${say(floor)}. ${kept}`;
    if (why === "early") return `This cannot come before ${say(floor)}${whatHappened(record, d.not_before)}. ${kept}`;
    if (why === "far") return `${say(iso)} is more than two years from the date ${record.own ? "it has now" : "in the record"}. Check the year. ${kept}`;
    const lead = leadOf(record, d);
    return lead && decided[lead.id] > decided[d.id] ? `This now comes before “${lead.label}”, which it waits for. Move one of the two.` : "";
  }

  function whatHappened(record, when) {
    const entry = record.happened.find(e => e.id === when.event), step = record.material.case?.milestones.find(m => m.id === when.milestone);
    return entry ? ` (${entry.source || entry.text})` : step ? ` (${step.name})` : "";
  }

  function Mover({record, decision: d, now, span, width, problem, move, describedBy}) {
    const {least, most} = limitsOf(record, d, span), held = useRef(null);
    const key = e => {
      const step = KEYS[e.key], days = e.shiftKey ? Math.sign(step) : step;
      if (step) { e.preventDefault(); move(shift(now, days)); }
      else if (e.key === "Home" || e.key === "End") { e.preventDefault(); move(e.key === "Home" ? least : most); }
    };
    const grab = e => { e.preventDefault(); e.currentTarget.focus(); e.currentTarget.setPointerCapture(e.pointerId); held.current = {x: e.clientX, from: now}; };
    const drag = e => {
      if (!held.current) return;
      const days = Math.round((e.clientX - held.current.x) / width * gap(span.first, span.last)), day = shift(held.current.from, days);
      if (day !== now) move(day);
    };
    const drop = () => { held.current = null; };
    return html`<div class="dt-move" role="slider" tabindex="0" aria-label=${d.label} aria-orientation="horizontal" aria-describedby=${describedBy} aria-invalid=${problem ? "true" : undefined}
      aria-valuemin="0" aria-valuemax=${gap(least, most)} aria-valuenow=${gap(least, between(least, now, most))} aria-valuetext=${decisionWords(record, d, now)}
      style=${leftAt(span, now)} onKeyDown=${key} onPointerDown=${grab} onPointerMove=${drag} onPointerUp=${drop} onPointerCancel=${drop}></div>`;
  }

  function MoverLane({record, decision: d, decided, span, width, ticks, number, ...rest}) {
    const planned = record.planned[d.id], now = decided[d.id], [from, to] = [planned, now].sort();
    return html`<${Lane} name=${html`<span aria-hidden="true">${number}. ${d.label}</span>`} rows=${1.3} span=${span} ticks=${ticks} born=${record.born}>
      <div class="dt-shift" style=${barFrom(span, from, to)}></div><div class="dt-ghost" style=${leftAt(span, planned)}></div>
      <${Mover} record=${record} decision=${d} now=${now} span=${span} width=${width} ...${rest} /><//>`;
  }

  /** The expected steps that turn on a decision, as they would stand with its date. */
  const turnsOn = (expected, d) => expected.filter(x => x.due && [x.milestone.met_by, x.milestone.starts].some(when => when?.decision === d.id)).map(x => `${x.law.name} (${x.letter}), due ${say(x.due)}: ${x.standing}.`);

  function DecisionFields({record, expected, decision: d, number, decided, value, problem, move, id, change}) {
    const now = decided[d.id], typed = value.moved[d.id], given = typed && Object.values(typed).some(x => x);
    const lead = leadOf(record, d);
    const put = x => change(`the date of “${d.label}”`, v => { v.moved[d.id] = x; }, {merge: true});
    return html`<div class="dt-decision"><div><h5>${number}. ${d.label}</h5>
      <p><strong>${say(now)}</strong>, ${changeWords(record, d, now)}. ${record.born && `${capital(record.name)}: ${oldOn(record, now)}.`} ${costWords(record, now)}</p>${turnsOn(expected, d).map(words => html`<p key=${words}>${words}</p>`)}
      ${lead && !given && html`<p class="ap-hint">Follows “${lead.label}” at the same distance until you give it a date of its own.</p>`}</div><div>
      <${DateBoxes} id=${`${id}-when-${d.id}`} legend="What if it were" about=${d.label} value=${given ? typed : dateParts(now)} error=${problem} onChange=${put} />
      <div class="ap-row"><${Button} about=${d.label} onClick=${() => move(shift(now, -7))}>A week earlier<//><${Button} about=${d.label} onClick=${() => move(shift(now, 7))}>A week later<//>
        <${Button} off=${!given} about=${d.label} onClick=${() => change(`put back “${d.label}”`, v => { delete v.moved[d.id]; })}>Put back<//></div></div></div>`;
  }

  function WhatIf({record, expected, decided, value, change, say: aloud, id}) {
    const [ref, full] = useWidth(), {definition} = record, known = definition.decisions.filter(d => decided[d.id]);
    const span = useMemo(() => reachOf(record, expectedOf(record, record.planned)), [record]);
    const width = lineWidth(full), ticks = useMemo(() => span ? ticksIn(record, span, width) : [], [record, span, width]);
    const mover = d => iso => {
      const {least, most} = limitsOf(record, d, span), day = between(least, iso, most);
      if (day === decided[d.id]) { aloud(`${d.label} is at the end of its line, ${say(day)}`, 0); return; }
      change(`move “${d.label}”`, v => { v.moved[d.id] = dateParts(day); }, {merge: true});
      aloud(`${d.label}: ${decisionWords(record, d, day)}`);
    };
    const props = known.map((d, n) => ({decision: d, number: n + 1, problem: decisionProblem(record, d, value.moved[d.id], decided), move: mover(d)}));
    return html`<h4>What if</h4><p>Move a date and see what moves with it. These are the dates there would be, not what would have happened.</p>
      <p class="ap-hint" id=${id + "-keys"}>Drag a handle, use the buttons, type a date, or press the left and right arrow keys on a handle: one week; with Shift one day; Page Up and Page Down four weeks; Home and End go to the ends.</p>
      <div class="dt-chart" ref=${ref} role="group" aria-label="Decisions on a line. The text and the table below give the same dates."><div aria-hidden="true"><${Axis} record=${record} span=${span} ticks=${ticks} />
        <${ExpectedLane} expected=${expected} span=${span} ticks=${ticks} width=${width} born=${record.born} /></div>
        ${props.map(p => html`<${MoverLane} key=${p.decision.id} record=${record} decided=${decided} span=${span} width=${width} ticks=${ticks} describedBy=${id + "-keys"} ...${p} />`)}</div>
      <div class="dt-decisions">${props.map(p => html`<${DecisionFields} key=${p.decision.id} record=${record} expected=${expected} decided=${decided} value=${value} change=${change} id=${id} ...${p} />`)}</div>
      <${Details} summary="The dates tried, as a table"><${CardTable} caption="Decisions and the dates tried" columns=${["Decision", record.own ? "Planned" : "In the record", "What if", "Age", "Change"]}
        rows=${known.map((d, n) => ({key: d.id, head: `${n + 1}. ${d.label}`, cells: [say(record.planned[d.id]), say(decided[d.id]), `${ageOn(record, decided[d.id])}. ${costWords(record, decided[d.id])}`, changeWords(record, d, decided[d.id])]}))} />
      <//>
      <${TextArea} id=${id + "-what-if"} label=${definition.what_if_question} value=${value.what_if} onInput=${x => change("your thoughts on the dates", v => { v.what_if = x; }, {merge: true})} />`;
  }

  // -- evidence and the end

  function Evidence({material}) {
    const known = material.evidence.filter(e => e.confidence === "verified");
    if (!known.length) return null;
    return html`<${Details} summary="What is known about groups of children, and what it cannot tell you">${known.map(e => html`<${Group} key=${e.id}><h5>${e.topic}</h5>
      <p>${e.finding} <span class="ap-cite">${e.cite}</span></p><p><strong>What this cannot tell you:</strong> ${e.limits}</p><//>`)}<//>`;
  }

  function Ending({definition, value, change, id}) {
    const {questions, action} = definition, write = (label, field) => x => change(label, v => { v[field] = x; }, {merge: true});
    return html`<h4>What follows</h4>
      ${questions.map(q => html`<${TextArea} key=${q.id} id=${`${id}-q-${q.id}`} label=${q.text} hint=${q.hint} value=${value.answers[q.id]} onInput=${x => change("your answer", v => { v.answers[q.id] = x; }, {merge: true})} />`)}
      <${TextArea} id=${id + "-thing"} label=${action.thing} hint=${action.hint} rows=${2} value=${value.thing} onInput=${write("the one thing", "thing")} />
      <${TextLine} id=${id + "-who"} label=${action.who} width="20" value=${value.who} onInput=${write("who will do it", "who")} />
      <${DateBoxes} id=${id + "-by-when"} legend=${action.by_when} name=${action.by_when} error=${notADay(value.by_when, action.by_when)} value=${value.by_when} onChange=${write("by when", "by_when")} />`;
  }

  return function DelayTimeline({definition: asked, material, value, change, say: aloud, id}) {
    const root = useRef(), focus = useFocus(root), typed = material.followed == null ? "" : JSON.stringify([value.alias, value.born, value.expected, value.since, value.clocks, value.own_decisions, value.points]);
    const record = useMemo(() => recordOf(asked, material, value), [asked, material, typed]), {definition, own} = record;
    const [current, setCurrent] = useState(record.entries[0]?.id), decided = decisionsOf(record, value, readDate), decidedText = JSON.stringify(decided);
    const points = useMemo(() => value.points.map(p => {
      const span = readLoose(p.date, p.season);
      return {...p, from: span?.first, to: span?.last, day: span?.known === "day" ? span.first : null, said: span?.said ?? p.said_when};
    }), [JSON.stringify(value.points)]);
    const choose = ref => points.find(p => p.id === ref)?.day ?? (ref === "birth" ? record.born : record.entries.find(e => e.id === ref)?.date ?? null);
    const expected = useMemo(() => expectedOf(record, record.planned), [record]), tried = useMemo(() => expectedOf(record, decided), [record, decidedText]);
    const stretches = stretchesOf(record, value, choose), shape = JSON.stringify(stretches.map(s => [s.id, s.label, s.from, s.to, s.thought.tag]));
    const refs = useMemo(() => refsOf(record, points), [record, points]);
    // The record's chart and tables stand still while a decision moves or a word is typed.
    const span = useMemo(() => recordSpan(record, expected, stretches, points), [record, expected, shape, points]);
    const clocks = useMemo(() => html`<${TwoClocks} record=${record} expected=${expected} span=${span} points=${points} current=${current} onPick=${setCurrent} />`, [record, expected, span, points, current]);
    const chart = useMemo(() => html`<${StretchChart} record=${record} span=${span} stretches=${stretches} />`, [record, span, shape]);
    const tables = useMemo(() => html`<${EntryTable} record=${record} points=${points} />`, [record, points]);
    const system = useMemo(() => html`<${SystemClock} expected=${expected} />`, [expected]);
    const own_points = definition.own_points && html`<${Points} record=${record} points=${points} change=${change} id=${id} focus=${focus} />`;
    return html`<div ref=${root}>
      ${own && html`<${OwnChild} asked=${asked} material=${material} record=${record} value=${value} change=${change} id=${id} refs=${refs} />${own_points}`}
      <h4>${capital(record.name)}’s clock</h4><ul>${sentences(record).map(words => html`<li key=${words}>${words}</li>`)}</ul>
      ${clocks}<${Reading} record=${record} current=${current} onPick=${setCurrent} say=${aloud} />${tables}
      ${own && html`<${OwnClocks} expected=${expected} value=${value} change=${change} id=${id} refs=${refs} />`}${system}
      ${(stretches.length > 0 || definition.own_stretches) && html`<${Stretches} record=${record} stretches=${stretches} chart=${chart} change=${change} id=${id} refs=${refs} focus=${focus} />`}
      ${own ? html`<${OwnDecisions} value=${value} change=${change} id=${id} focus=${focus} />` : own_points}
      ${Object.keys(decided).length > 0 && html`<${WhatIf} record=${record} expected=${tried} decided=${decided} value=${value} change=${change} say=${aloud} id=${id} />`}
      <${Evidence} material=${material} /><${Ending} definition=${definition} value=${value} change=${change} id=${id} /></div>`;
  };
}
