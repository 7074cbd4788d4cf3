// The steps of one stage: what each says, when it is due and how it stands; and what only the participant can say of it.
import {capital, isoOf} from "./days.js";

export function stagesOf({html, CardTable, Details, Tag, Tick, Ticks}, {say}, sortOf) {
  function LawWords({law}) {
    const due = law.review_by && law.review_by < isoOf(new Date());
    return html`${law.words} <strong>${capital(law.status_words)}.</strong> <span class="ap-cite">${law.link ? html`<a href=${law.link} rel="noreferrer">${law.cite}</a>` : law.cite}</span>
      ${due && html` <${Tag}>due for checking since ${say(law.review_by)}<//>`}`;
  }

  const dueWords = x => x.due ? `${say(x.due)}${x.number === 1 && x.law.limit_words ? ` (${x.law.limit_words}${x.first ? ", the first day counted" : ""})` : ""}` : "No date";

  /** One row for each fact; what comes round again stands under its first time. */
  function stepRows(steps) {
    const byFact = new Map();
    for (const x of steps) byFact.set(x.milestone?.id ?? x.law.id, [...byFact.get(x.milestone?.id ?? x.law.id) ?? [], x]);
    return [...byFact].map(([key, [x, ...again]]) => ({key, head: `${x.letter}. ${x.law.name}`, cells: [html`<${LawWords} law=${x.law} />`, x.starts ? say(x.starts) : "Not said here", dueWords(x),
      html`<strong>${capital(x.standing)}.</strong> ${x.note}${again.length > 0 && html`<${Details} summary=${`and ${again.length} more ${again.length === 1 ? "time" : "times"}`} about=${x.law.name}><ul>${again.map(y => html`<li key=${y.key}>${y.letter}. Due ${dueWords(y)}: ${y.standing}</li>`)}</ul><//>`}`]}));
  }

  /** Steps whose clock nothing here has started, and those left out: a line each, with their source. */
  const Waiting = ({steps, stage}) => steps.length > 0 && html`<${Details} summary=${`${steps.length} more ${steps.length === 1 ? "step" : "steps"} without a date`} about=${stage}><ul>${steps.map(x => html`<li key=${x.key}><strong>${x.law.name}</strong>: ${x.standing}. <${LawWords} law=${x.law} /></li>`)}</ul><//>`;

  const isCounted = x => x.milestone || x.starts;

  function Steps({stage, record, value, change, id, folded}) {
    const {words, steps} = stage, key = steps[0].law.clock?.stage ?? "", counted = steps.filter(isCounted);
    return html`${counted.length > 0 && html`<${CardTable} caption=${folded ? `${words}: what is expected, and how it stands` : "What is expected, by when, and how it stands"} columns=${["Step", "What it says", "Clock starts", "Due", "How it stands"]} rows=${stepRows(counted)} />`}
      <${Waiting} steps=${steps.filter(x => !isCounted(x))} stage=${words} />${record.own && folded && html`<${OwnStage} key=${key} stage=${key} words=${words} steps=${steps} record=${record} value=${value} change=${change} id=${id} />`}`;
  }

  /** What only the participant can say of the child they follow: a stage that does not arise, a step not taken yet. */
  function OwnStage({stage, words, steps, record, value, change, id}) {
    const open = steps.filter(x => x.due && sortOf(x.standing) !== "aside" && !x.done), names = [...new Set(open.flatMap(x => x.law.clock?.met_by ?? []))];
    const choices = names.filter(name => value.not_yet.includes(name) || open.some(x => x.standing.startsWith("cannot tell") && x.law.clock?.met_by?.includes(name))).map(name => [name, `That ${steps.map(x => x.law.clock?.words?.[name]).find(Boolean)}`]);
    const put = (field, list) => change(`what is said of “${words}”`, v => { v[field] = list; });
    return html`${choices.length > 0 && html`<${Ticks} id=${`${id}-not-${stage}`} legend="What had not happened by the last day here?" about=${words} hint="Leave it empty where you do not know." value=${value.not_yet.filter(name => names.includes(name))} choices=${choices}
        onChange=${list => put("not_yet", [...value.not_yet.filter(name => !names.includes(name)), ...list])} />`}
      <${Tick} id=${`${id}-aside-${stage}`} label=${`This stage does not arise for ${record.name}`} about=${words} checked=${value.set_aside.includes(stage)} onChange=${x => put("set_aside", x ? [...value.set_aside, stage] : value.set_aside.filter(s => s !== stage))} />`;
  }

  return {Steps};
}
