// A cross-examiner's questions, one at a time: answer, look at the answer, answer again. The clock only tells; it takes nothing away.

const GAP_QUESTIONS = {
  gap: "“{gap}” Those are your own words. What did you do to find out, and when?",
  option: "You list “{gap}” among the options. What had you not yet tried when you set it aside?",
  question: "“{gap}” You ask that yourself. What is the answer?",
  point: "You rely on this: “{gap}” Who saw it, and who says otherwise?",
};
const ANYTHING = "You have written: “{gap}” What should the court make of that?";
const BLANK = {words: "", aloud: false, took: null, tries: [], could_not: "", missing: ""};
const ORDINALS = ["First answer", "Second answer", "Third answer", "Fourth answer", "Fifth answer"];
const ordinal = n => ORDINALS[n] ?? `Answer ${n + 1}`;
const LONGEST_QUOTED = 240;
const CHECKED = [["yes", "Yes"], ["part", "In part"], ["no", "No"], ["not-asked", "It did not arise"]];

/** A stretch of time in words: 95 is 1 minute 35 seconds. */
export function sayTime(seconds) {
  const s = Math.max(0, seconds), parts = [[Math.floor(s / 60), "minute"], [s % 60, "second"]].filter(([n]) => n);
  return parts.map(([n, word]) => `${n} ${word}${n === 1 ? "" : "s"}`).join(" ") || "0 seconds";
}

/** Words that were cut short for a list, as the sentence they begin. */
function wholeWords(title, text) {
  const begun = title.replace(/…$/, ""), line = text.trim().split(/\s+/).join(" ");
  if (begun === title || !line.startsWith(begun)) return title;
  const end = line.slice(begun.length).search(/[.?!](?= |$)/), sentence = end < 0 ? line : line.slice(0, begun.length + end + 1);
  return [...sentence].length <= LONGEST_QUOTED ? sentence : title;
}

/** The questions as they are put: the author's that fit this child, and one for each thing carried in, in the order kept. */
export function putQuestions(definition, taken, order, followed) {
  const away = followed === null || followed === undefined, turn = {};
  const child = (away ? definition.child ?? "" : followed.trim()) || "the child", named = x => (x ?? "").replaceAll("{child}", () => child);
  const written = (definition.questions ?? []).filter(x => !x.only || x.only === (away ? "case" : "followed"))
    .map(x => ({id: x.id, text: named(x.text), about: named(x.about), aims_at: x.aims_at, good: x.good, came: ""}));
  const made = (definition.from_gaps ?? true ? taken : []).map(item => {
    const own = (definition.gap_questions ?? []).filter(x => x.sort === item.sort), words = wholeWords(item.title.trim(), item.text), about = item.text.trim();
    const n = turn[item.sort] ?? 0; turn[item.sort] = n + 1;
    const from = own.length ? own[n % own.length] : {text: GAP_QUESTIONS[item.sort] ?? ANYTHING};
    return {id: item.id, text: named(from.text).replaceAll("{gap}", () => words), about: about === words ? "" : about, aims_at: from.aims_at, good: from.good, came: item.came};
  });
  const place = x => { const n = order.indexOf(x.id); return n < 0 ? order.length : n; };
  return [...written, ...made].sort((a, b) => place(a) - place(b));
}

/** The same names in another order: each is as likely to come first. */
function shuffled(names) {
  const left = [...names], found = [];
  while (left.length) found.push(...left.splice(Math.floor(Math.random() * left.length), 1));
  return found;
}

export function view(kit) {
  const {html, useState, useRef, useEffect, TextArea, Radios, Tick, Button, ErrorSummary, Details, Inset, Tag, useFocus, plural} = kit;
  const answerOf = (value, q) => value.answers[q.id] ?? BLANK;

  /** Counts up from what was kept. It can be paused or switched off; when the usual time has passed it only says so. */
  function Clock({from, usual, seconds, say, off}) {
    const [now, setNow] = useState(from ?? 0), [going, setGoing] = useState(true), told = useRef((from ?? 0) >= usual);
    seconds.current = now;
    useEffect(() => {
      if (!going) return undefined;
      const start = Date.now() - seconds.current * 1000, beat = setInterval(() => setNow(Math.floor((Date.now() - start) / 1000)), 250);
      return () => clearInterval(beat);
    }, [going]);
    useEffect(() => { if (now >= usual && !told.current) { told.current = true; say(`${sayTime(usual)} so far. Take the time you need.`); } }, [now]);
    return html`<div class="ap-row cd-clock"><p><span role="timer">${sayTime(now)}</span> so far.${now >= usual ? " Take the time you need." : !going ? " Paused." : ""}</p>
      <${Button} onClick=${() => setGoing(!going)}>${going ? "Pause the clock" : "Go on with the clock"}<//><${Button} onClick=${off}>Switch it off<//></div>`;
  }

  function Asking({q, number, sitting, alter, done}) {
    const {definition, value, change, say, id, focus} = sitting, now = answerOf(value, q), own = `${id}-${q.id}`;
    const seconds = useRef(now.took), [errors, setErrors] = useState([]), again = now.tries.length > 0;
    const edit = (part, x, how) => { if (errors.length) setErrors([]); alter(`answer to question ${number}`, a => { a[part] = x; if (value.clock) a.took = seconds.current; }, how); };
    const keep = () => {
      if (!now.words.trim() && !now.aloud) { setErrors([{field: `${own}-words`, text: "Write your answer, or say it aloud and tick that you did"}]); return; }
      alter(`keep the answer to question ${number}`, a => { a.tries.push({words: a.words, aloud: a.aloud, took: value.clock ? seconds.current : null, checks: {}}); Object.assign(a, {words: "", aloud: false, took: null}); });
      done(); say("Your answer is kept.", 0); focus("[data-cd-kept]");
    };
    const clock = on => { seconds.current = now.took; change(on ? "switch the clock on" : "switch the clock off", v => { v.clock = on; }); focus(`[id="${own}-words"]`); };
    return html`<${ErrorSummary} id=${own + "-wrong"} errors=${errors} />
      ${value.clock ? html`<${Clock} from=${now.took} usual=${definition.seconds} seconds=${seconds} say=${say} off=${() => clock(false)} />` : html`<p><${Button} plain onClick=${() => clock(true)}>Run a clock<//></p>`}
      <${TextArea} id=${own + "-words"} label=${now.aloud ? "Notes of what you said" : again ? "Your answer, this time" : "Your answer"} about=${`to question ${number}`} rows=${6} error=${errors[0]?.text} value=${now.words} onInput=${x => edit("words", x, {merge: true})} />
      <${Tick} id=${own + "-aloud"} label="I said it aloud" checked=${now.aloud} onChange=${x => edit("aloud", x)} />
      <p><${Button} primary onClick=${keep}>That is my answer<//></p>`;
  }

  const howLong = t => [t.aloud ? "said aloud" : "written", t.took !== null && sayTime(t.took)].filter(Boolean).join(", ");

  function Given({t, n, definition, latest}) {
    const asked = definition.checks.filter(x => t.checks[x.id]);
    return html`<figure><figcaption>${ordinal(n)} <span class="ap-optional">(${howLong(t)})</span></figcaption>${t.words.trim() ? html`<blockquote dir="auto">${t.words}</blockquote>` : html`<p class="ap-hint">No notes.</p>`}
      ${!latest && asked.length > 0 && html`<ul>${asked.map(x => html`<li key=${x.id}>${x.words} <strong>${CHECKED.find(([v]) => v === t.checks[x.id])?.[1]}</strong></li>`)}</ul>`}</figure>`;
  }

  /** What one asks of one's own answer, and what stays open. */
  function Afterwards({q, number, sitting, alter}) {
    const {definition, value, id} = sitting, now = answerOf(value, q), own = `${id}-${q.id}`, last = now.tries.length - 1;
    const line = (part, label, hint) => html`<${TextArea} id=${`${own}-${part}`} label=${label} about=${`question ${number}`} optional hint=${hint} rows=${2} value=${now[part]} onInput=${x => alter(`${part === "missing" ? "what the file would need for" : "what stays open in"} question ${number}`, a => { a[part] = x; }, {merge: true})} />`;
    return html`<h5>Ask of your ${last ? "latest answer" : "answer"}</h5>
      ${definition.checks.map(x => html`<${Radios} key=${x.id} id=${`${own}-${last}-${x.id}`} legend=${x.words} tight inline choices=${CHECKED} value=${now.tries[last].checks[x.id] ?? ""} onChange=${y => alter(`your check of question ${number}`, a => { a.tries[last].checks[x.id] = y; })} />`)}
      ${(q.aims_at || q.good?.length > 0) && html`<${Details} summary="What the question was after" about=${`: question ${number}`}>${q.aims_at && html`<p>${q.aims_at}</p>`}${q.good?.length > 0 && html`<p>A fair answer might:</p><ul>${q.good.map(x => html`<li key=${x}>${x}</li>`)}</ul>`}<//>`}
      <div class="cd-open">${line("could_not", "What could you not answer?", "Keep it as a question: later work can take it up.")}${line("missing", "What would have to be on the file for you to answer it?")}</div>`;
  }

  function OneQuestion({q, number, all, sitting, go}) {
    const {definition, value, change, focus} = sitting, now = answerOf(value, q), last = now.tries.length - 1;
    const [open, setOpen] = useState(last < 0 || !!now.words.trim());
    const alter = (label, recipe, how) => change(label, v => { recipe(v.answers[q.id] ??= structuredClone(BLANK)); }, how);
    const asking = open || last < 0, given = now.tries.map((t, n) => html`<${Given} key=${n} t=${t} n=${n} definition=${definition} latest=${n === last && !asking} />`);
    const next = all.findIndex((x, n) => n >= number && !answerOf(value, x).tries.length), onward = next >= 0 ? next : all.findIndex(x => !answerOf(value, x).tries.length);
    return html`<h4 data-cd-title="" tabindex="-1">Question ${number} of ${all.length}</h4><p class="ap-hint">${definition.examiner} asks:</p>
      <blockquote class="cd-text" dir="auto">${q.text}</blockquote>
      ${q.came ? html`<${Details} summary=${`Made from your own work: ${q.came}`}>${html`<p dir="auto">${q.about || "That is all you wrote there."}</p>`}<//>` : q.about && html`<p>${q.about}</p>`}
      ${asking ? html`<div class=${last >= 0 ? "ap-columns" : ""}>${last >= 0 && html`<div>${given}</div>`}<div><${Asking} q=${q} number=${number} sitting=${sitting} alter=${alter} done=${() => setOpen(false)} /></div></div>`
        : html`<div data-cd-kept="" tabindex="-1" role="group" aria-label="Your answers so far" class=${last > 0 ? "ap-columns" : ""}>${given}</div><${Afterwards} q=${q} number=${number} sitting=${sitting} alter=${alter} />`}
      <div class="ap-row cd-way">${!asking && onward >= 0 && html`<${Button} primary onClick=${() => go(onward)}>Next question<//>`}
        ${!asking && html`<${Button} primary=${onward < 0} onClick=${() => { setOpen(true); focus(`[id="${sitting.id}-${q.id}-words"]`); }}>Answer it again<//>`}
        <${Button} onClick=${() => go(-1)}>${asking ? "Leave it for now" : onward < 0 ? "To the end" : "All questions"}<//></div>`;
  }

  const STATES = ["Not put yet", "Answered", "Answered twice"];
  function All({all, sitting, go}) {
    const {definition, material, value, change, say, id} = sitting, kept = x => answerOf(value, x).tries.length, begun = x => kept(x) || answerOf(value, x).words.trim();
    const first = all.findIndex(x => !kept(x)), made = all.filter(x => x.came).length, twice = all.filter(x => kept(x) > 1).length;
    const mix = () => { change("another order", v => { v.order = shuffled(all.map(x => x.id)); }); say("The questions are in another order, and stay so."); };
    if (!all.length) return html`<${Inset}><p>Your questions are made from your own earlier work. Bring some of it in, and they will be put to you here one at a time.</p><//>`;
    return html`<h4 data-cd-title="" tabindex="-1">${plural(all.length, "question")}</h4>
      <p>${definition.examiner} will put them to you one at a time${material.followed != null && `, about ${material.followed || "the child you follow"}`}.${made > 0 && made === all.length ? " They are made from your own work." : made ? ` ${made} of them ${made === 1 ? "is" : "are"} made from your own work.` : ""} Nobody hears your answers.</p>
      <${Tick} id=${`${id}-clock`} label="Run a clock" checked=${value.clock} onChange=${x => change(x ? "switch the clock on" : "switch the clock off", v => { v.clock = x; })} />
      <p class="ap-hint">The clock counts up. When ${sayTime(definition.seconds)} have passed it says so, and nothing else happens. You can pause it or switch it off.</p>
      <div class="ap-row">${first >= 0 && html`<${Button} primary onClick=${() => go(first)}>${all.some(begun) ? "Put the next question" : "Put the first question"}<//>`}
        ${all.length > 1 && html`<${Button} onClick=${mix}>Put them in another order<//>`}</div>
      <ol class="ap-tasks">${all.map((x, n) => html`<li key=${x.id}><${Button} plain onClick=${() => go(n)}>${begun(x) ? `${n + 1}. ${x.text}` : `Question ${n + 1}`}<//> <${Tag}>${!kept(x) && begun(x) ? "Begun" : STATES[Math.min(kept(x), 2)]}<//></li>`)}</ol>
      ${definition.again > 0 && all.some(kept) && html`<p>Choose ${definition.again} to answer a second time. ${twice ? `You have taken ${twice} again.` : "Take the ones you would rather not."}</p>`}
      ${definition.closing.map(x => html`<${TextArea} key=${x.id} id=${`${id}-end-${x.id}`} label=${x.question} hint=${x.hint} rows=${3} value=${value.closing[x.id] ?? ""} onInput=${text => change(`“${x.question}”`, v => { v.closing[x.id] = text; }, {merge: true})} />`)}`;
  }

  function Facts({material}) {
    const lines = [...material.law.map(x => html`<strong>${x.name}.</strong> ${x.words} <span class="ap-cite">${x.status_words}; ${x.cite}.</span>`), ...material.judgments.map(x => html`${x.words} <span class="ap-cite">${x.cite}</span>`),
      ...material.evidence.map(x => html`${x.finding} <span class="ap-cite">${x.cite}. What it cannot tell you: ${x.limits}</span>`)];
    return lines.length > 0 && html`<${Details} summary="What you may lean on">${lines.map((x, n) => html`<p key=${n} class="ap-source">${x}</p>`)}<//>`;
  }

  return function CourtDrill({definition, material, value, change, say, id}) {
    const root = useRef(), focus = useFocus(root), [at, setAt] = useState(null);
    const all = putQuestions(definition, value.taken, value.order, material.followed), here = all.findIndex(x => x.id === at);
    const go = n => { setAt(all[n]?.id ?? null); focus("[data-cd-title]"); };
    const sitting = {definition, material, value, change, say, id, focus};
    return html`<div class="cd" ref=${root}>${here < 0 ? html`<${Facts} material=${material} /><${All} all=${all} sitting=${sitting} go=${go} />`
      : html`<${OneQuestion} key=${at} q=${all[here]} number=${here + 1} all=${all} sitting=${sitting} go=${go} />`}</div>`;
  };
}
