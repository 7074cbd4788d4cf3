// Answer first, then hear what can be said to every answer. The first answer stays beside the present one; nothing is marked.

const bare = text => String(text ?? "").replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");
const same = (a, b) => a.length === b.length && a.every(x => b.includes(x));
const capital = word => word.charAt(0).toUpperCase() + word.slice(1);
const shortened = (text, most = 110) => text.length <= most ? text : text.slice(0, most).replace(/\s+\S*$/, "") + "…";
const BLANK = {chosen: [], why: "", more: "", given: []};

/** Everything there is to answer, in order: a question, or one statement of a sorting. */
function stepsOf(questions) {
  return questions.flatMap(question => question.type !== "sort"
    ? [{key: question.id, question, text: question.text, passage: question.passage, by: question.by, offered: question.choices ?? []}]
    : question.items.map(item => ({
      key: `${question.id}.${item.id}`, question, item, text: item.text, passage: item.text, by: item.by,
      offered: (question.categories ?? []).map(x => ({...x, note: item.notes?.[x.id] ?? item.otherwise})),
    })));
}

/** What answers are kept under. */
export const stepKeys = questions => stepsOf(questions).map(step => step.key);

/** Where an answer stands: blank, started, kept, changed since it was first kept, or being changed now. */
export function standing({chosen, why, given}) {
  if (!given.length) return chosen.length || bare(why) ? "started" : "blank";
  const first = given[0].chosen, last = given[given.length - 1].chosen;
  if (bare(why) || !same(chosen, last)) return "changing";
  return same(first, last) ? "kept" : "changed";
}

/** How many steps have an answer that was kept: a count of answers, never of right ones. */
export const answered = (keys, answers) => keys.filter(key => answers[key]?.given?.length).length;

/** Chosen answers in words, in the order they are offered. */
function wordsOf(step, chosen) {
  const words = step.offered.filter(x => chosen.includes(x.id)).map(x => x.words);
  return words.join("; ") || "no choice, only a reason";
}

/** Answers to which the very same is said, spoken of together. */
function together(offered) {
  const heaps = new Map();
  for (const x of offered) heaps.set(x.note, [...(heaps.get(x.note) ?? []), x]);
  return [...heaps.values()].map(([first, ...more]) => ({...first, words: [first, ...more].map(x => x.words).join("; ")}));
}

/** The further question that a chosen category asks, and once an answer is kept, one that could have been chosen. */
function askOf(step, answer) {
  const last = answer.given.at(-1);
  const here = step.offered.filter(x => x.ask && (answer.chosen.includes(x.id) || last && x.note?.stands === "holds"));
  return here[0];
}

export function view(kit) {
  const {html, useState, useRef, useMemo, Radios, Ticks, TextArea, Button, Details, ErrorSummary, Tag, factLines, useFocus} = kit;

  /** Facts under a piece of feedback, each with its citation, its day and whether it binds. */
  function Facts({sources, material}) {
    if (!sources) return null;
    const lines = factLines(sources, material);
    return lines.length > 0 && html`<ul class="kc-facts">${lines.map((line, n) => html`<li key=${n}>${line}</li>`)}</ul>`;
  }

  const Stands = ({note, words}) => note?.stands ? html`<${Tag}>${words[note.stands]}<//>` : null;

  function Said({offered, mine, definition, material}) {
    return html`<div class="kc-said"><p><strong>${offered.words}</strong> <${Stands} note=${offered.note} words=${definition.words} />${mine && html` <span class="ap-cite">${mine}</span>`}</p>
      <p>${offered.note.words}</p><${Facts} sources=${offered.note.sources} material=${material} /></div>`;
  }

  /** What can be said: to the present answer, then to the others, then to any answer. */
  function Feedback({step, answer, sitting}) {
    const {definition, material, id} = sitting, first = answer.given[0], last = answer.given.at(-1);
    const own = step.offered.filter(x => last.chosen.includes(x.id)), rest = step.offered.filter(x => !own.includes(x));
    const alsoHold = rest.filter(x => x.note?.stands === "holds"), others = together(rest.filter(x => !alsoHold.includes(x)));
    const one = (x, mine) => html`<${Said} key=${x.id} offered=${x} mine=${mine} definition=${definition} material=${material} />`;
    const moved = !same(first.chosen, last.chosen);
    return html`<section class="kc-feedback" aria-labelledby=${id + "-said"}><h5 id=${id + "-said"} class="kc-head" tabindex="-1">What can be said</h5>
      <p>${moved ? html`You first chose <strong>${wordsOf(step, first.chosen)}</strong>. You now choose <strong>${wordsOf(step, last.chosen)}</strong>.` : html`You chose <strong>${wordsOf(step, last.chosen)}</strong>.`}</p>
      ${answer.given.map((x, n) => bare(x.why) && html`<p key=${n + "lead"} class="ap-cite kc-why">${n ? "Why you changed:" : "Why, at first:"}</p><blockquote key=${n} dir="auto">${x.why}</blockquote>`)}
      ${step.question.type === "several" ? step.offered.map(x => one(x, last.chosen.includes(x.id) ? "You chose this." : "You left this out."))
        : html`${own.map(x => one(x))}${alsoHold.map(x => one(x))}${own.length > 0 && others.length > 0 ? html`<${Details} summary="What can be said to the rest" about=${`: ${shortened(step.text, 60)}`}>${others.map(x => one(x))}<//>` : others.map(x => one(x))}`}
      ${[step.item?.afterwards, step.question.afterwards].filter(Boolean).map(x => html`<p key=${x}>${x}</p>`)}
      <${Facts} sources=${step.item?.sources} material=${material} /><${Facts} sources=${step.question.sources} material=${material} /></section>`;
  }

  /** The boxes: a choice, a reason, and the further question of a category. */
  function Boxes({step, answer, sitting, edit, keep, errors, cancel}) {
    const {id} = sitting, {question} = step, again = answer.given.length > 0, own = `${id}-${step.key.replace(".", "-")}`;
    const about = step.item ? `: ${shortened(step.text, 80)}` : "", legend = step.item || !question.passage ? question.text : "Your answer";
    const choices = step.offered.map(x => [x.id, x.words, x.hint || undefined]);
    const shared = {id: own, legend, about, hint: question.hint, choices, error: errors[0]?.text};
    const why = again ? "What made you change?" : question.why;
    return html`<${ErrorSummary} id=${own + "-wrong"} errors=${errors} />
      ${question.type === "several" ? html`<${Ticks} ...${shared} value=${answer.chosen} onChange=${x => edit("chosen", x)} />`
        : html`<${Radios} ...${shared} value=${answer.chosen[0] ?? ""} onChange=${x => edit("chosen", [x])} />`}
      ${why && html`<${TextArea} id=${own + "-why"} label=${why} about=${about} optional rows=${2} value=${answer.why} onInput=${x => edit("why", x)} />`}
      ${!again && html`<${More} step=${step} answer=${answer} own=${own} edit=${edit} />`}
      <div class="ap-row"><${Button} primary onClick=${keep}>${again ? "Keep my new answer" : "Keep my answer and see what can be said"}<//>
        ${again && html`<${Button} onClick=${cancel}>Leave it as it was<//>`}</div>`;
  }

  function More({step, answer, own, edit}) {
    const asked = askOf(step, answer), last = answer.given.at(-1);
    if (!asked && !bare(answer.more)) return null;
    const hint = asked && last && !last.chosen.includes(asked.id) ? `Asked because it can be read as ${asked.words.toLowerCase()}.` : "";
    return html`<${TextArea} id=${own + "-more"} label=${asked?.ask ?? "What you also wrote"} about=${`: ${shortened(step.text, 80)}`} hint=${hint} rows=${2} value=${answer.more} onInput=${x => edit("more", x)} />`;
  }

  function OneStep({step, number, sitting, go}) {
    const {definition, value, change, say, id, steps} = sitting, {words} = definition;
    const answer = value.answers[step.key] ?? BLANK, state = standing(answer), name = `${words.one} ${number}`;
    const [changing, setChanging] = useState(state === "changing"), [errors, setErrors] = useState([]);
    const own = `${id}-${step.key.replace(".", "-")}`, open = !answer.given.length || changing || state === "changing";
    const alter = (label, recipe, how) => change(label, v => { recipe(v.answers[step.key] ??= structuredClone(BLANK)); }, how);
    const edit = (part, x) => { if (errors.length) setErrors([]); alter(`${part === "chosen" ? "choice for" : "words for"} ${name}`, a => { a[part] = x; }, {merge: part !== "chosen"}); };
    const keep = () => {
      if (!answer.chosen.length && !bare(answer.why)) { setErrors([{field: own + "-0", text: step.question.why ? "Choose an answer, or say in a few words why you cannot" : "Choose an answer"}]); return; }
      const nothingNew = answer.given.length && state !== "changing";
      if (!nothingNew) alter(`answer to ${name}`, a => { a.given.push({chosen: a.chosen, why: a.why}); a.why = ""; });
      setChanging(false); sitting.focus(".kc-head"); say("Your answer is kept. What can be said follows.");
    };
    const reopen = () => { setChanging(true); sitting.focus(`[id="${own}-0"]`); };
    const cancel = () => {
      if (state === "changing") alter(`change to ${name} taken back`, a => { a.chosen = a.given.at(-1).chosen; a.why = ""; });
      setChanging(false); setErrors([]); sitting.focus(".kc-head");
    };
    const last = number === steps.length;
    return html`<h4 data-kc-title="" tabindex="-1">${capital(words.one)} ${number} of ${steps.length}</h4>
      ${step.passage && html`<blockquote class="kc-passage">${step.passage}</blockquote>`}${step.passage && step.by && html`<p class="ap-cite kc-by">${step.by}</p>`}
      ${!step.item && (step.passage || !open) && html`<p><strong>${step.question.text}</strong></p>`}
      ${open ? html`<${Boxes} step=${step} answer=${answer} sitting=${sitting} edit=${edit} keep=${keep} cancel=${cancel} errors=${errors} />`
        : html`<${Feedback} step=${step} answer=${answer} sitting=${sitting} /><${More} step=${step} answer=${answer} own=${own} edit=${edit} />`}
      <div class="ap-row kc-way">${number > 1 && html`<${Button} onClick=${() => go(number - 2)}>Previous ${words.one}<//>`}
        <${Button} primary=${!open} onClick=${() => go(last ? -1 : number)}>${last ? `See all ${steps.length} ${words.many}` : `Next ${words.one}`}<//>
        ${!open && html`<${Button} onClick=${reopen}>Change my answer<//>`}</div>`;
  }

  /** Every step with where it stands; statements lie in the heaps they were sorted into. */
  function All({sitting, go}) {
    const {definition, value, steps} = sitting;
    return html`<h4 data-kc-title="" tabindex="-1">All ${steps.length} ${definition.words.many}</h4>
      ${definition.questions.map(question => {
        const mine = steps.filter(x => x.question === question);
        return question.type === "sort" ? html`<${Heaps} key=${question.id} question=${question} mine=${mine} sitting=${sitting} go=${go} />`
          : html`<ul key=${question.id} class="ap-tasks kc-single">${mine.map(x => html`<${Row} key=${x.key} step=${x} sitting=${sitting} go=${go} told />`)}</ul>`;
      })}
      ${definition.closing.length > 0 && html`<h4>When you have been through them</h4>`}
      ${definition.closing.map(x => html`<${TextArea} key=${x.id} id=${`${sitting.id}-end-${x.id}`} label=${x.label} hint=${x.hint} rows=${4} value=${value.closing[x.id]}
        onInput=${text => sitting.change(`answer to "${shortened(x.label, 40)}"`, v => { v.closing[x.id] = text; }, {merge: true})} />`)}`;
  }

  function Heaps({question, mine, sitting, go}) {
    const lastOf = step => sitting.value.answers[step.key]?.given.at(-1)?.chosen[0];
    const named = question.categories.map(x => [x.words, mine.filter(step => lastOf(step) === x.id)]);
    const left = mine.filter(step => !question.categories.some(x => x.id === lastOf(step)));
    const heaps = left.length ? [["Not sorted yet", left], ...named.filter(([, inside]) => inside.length)] : named; // an empty heap means something only at the end
    return html`<p>${question.text}</p>${heaps.map(([title, inside]) => html`<div key=${title} class="kc-heap"><h5>${title}</h5>
      ${inside.length ? html`<ul class="ap-tasks">${inside.map(x => html`<${Row} key=${x.key} step=${x} sitting=${sitting} go=${go} />`)}</ul>` : html`<p class="ap-hint">Nothing here.</p>`}</div>`)}`;
  }

  function Row({step, sitting, go, told}) {
    const answer = sitting.value.answers[step.key] ?? BLANK, state = standing(answer), first = answer.given[0];
    const now = answer.given.at(-1), moved = now && !same(first.chosen, now.chosen);
    const words = !now ? {blank: told && "Not answered yet", started: "Started, not kept yet"}[state]
      : [told && shortened(wordsOf(step, now.chosen), 60), moved && `first: ${shortened(wordsOf(step, first.chosen), 40)}`, state === "changing" && "a change not kept yet"].filter(Boolean).join(", ");
    return html`<li><${Button} plain onClick=${() => go(sitting.steps.indexOf(step))}>${sitting.steps.indexOf(step) + 1}. ${shortened(step.text)}<//>${words && html`<${Tag}>${words}<//>`}</li>`;
  }

  return function KnowledgeCheck({definition, material, value, change, say, id}) {
    const root = useRef(), focus = useFocus(root), steps = useMemo(() => stepsOf(definition.questions), [definition]);
    const done = answered(steps.map(x => x.key), value.answers);
    const [at, setAt] = useState(() => steps.findIndex(x => !value.answers[x.key]?.given.length));
    const go = to => { setAt(to); focus("[data-kc-title]"); };
    const sitting = {definition, material, value, change, say, id, steps, focus};
    return html`<div class="kc" ref=${root}>
      <div class="ap-row kc-top"><p>You have answered ${done} of ${steps.length}. Nothing is marked.</p>
        ${at >= 0 && html`<${Button} plain onClick=${() => go(-1)}>See all ${steps.length} ${definition.words.many}<//>`}
        ${at < 0 && done < steps.length && html`<${Button} primary onClick=${() => go(steps.findIndex(x => !value.answers[x.key]?.given.length))}>${done ? "Go on" : "Begin"}<//>`}</div>
      ${at < 0 ? html`<${All} sitting=${sitting} go=${go} />` : html`<${OneStep} key=${steps[at].key} step=${steps[at]} number=${at + 1} sitting=${sitting} go=${go} />`}</div>`;
  };
}
