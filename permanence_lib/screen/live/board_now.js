// What the room is at: the one next thing as a large button, everything else that makes sense beside it, and time.
import {blocksOf} from "./blocks.js";
import {clockOf} from "./clock.js";
import {dayTime, howLate, sayMinutes} from "./board_time.js";

const BOARD_PHASES = {
  waiting: "Not opened yet", open: "Open: everybody answers for themselves", held: "Held: closed, and nothing is shown",
  shown: "Revealed", again: "Open for a second answer", closed: "Closed",
};
const BOARD_DONE = {
  open: "Opened.", hold: "Held. Nothing is shown.", reveal: "Revealed.", again: "Asked again.", close: "Closed.", onward: "Gone on.",
  back: "Gone back.", pause: "Everything is paused.", "go-on": "The room goes on.", end: "The day has ended.",
};
const BOARD_ITS_ACTS = [["open", "Open"], ["hold", "Hold"], ["reveal", "Reveal"], ["again", "Ask again"], ["close", "Close"]];

export function nowOf(kit) {
  const {html, useEffect, useReducer, useState, Button, Details, Tag, TextLine} = kit;
  const Blocks = blocksOf(kit), ClockFace = clockOf(kit);

  function Next({seen, once}) {
    const {next} = seen;
    if (!next) return null;
    return html`<div class="ap-board-next"><button type="button" class="ap-primary" onClick=${() => once(next.act, next.given, BOARD_DONE[next.act])}>${next.label}</button>
      ${next.why && html`<p>${next.why}</p>`}</div>`;
  }

  function Heading({seen, here}) {
    if (seen.state.ended_at) return html`<h2>The day has ended</h2>`;
    if (!here) return html`<h2>The day has not begun</h2>`;
    return html`<p class="ap-board-kicker">${here.session ? `${here.session} · ` : ""}${dayTime(here.start)} to ${dayTime(here.end)}</p><h2>${here.title}</h2>`;
  }

  /** Late or early, in words, with one press to move the rest of the day along. */
  function Pace({seen, line, act, here, before}) {
    const [, tick] = useReducer((n) => n + 1, 0);
    useEffect(() => { const ticking = setInterval(tick, 15000); return () => clearInterval(ticking); }, []);
    const late = here && howLate(seen.state, here, line.now());
    if (!late) return null;
    const move = before && late.minutes > 1 && late.minutes <= 60;
    return html`<p class="ap-board-late" data-tone=${late.minutes > 5 ? "late" : ""}>${late.words}
      ${move && html` <${Button} plain onClick=${() => act("move-time", {stretch: before.id, minutes: late.minutes}, "The rest of the day was moved.")}>Move the rest of the day by ${sayMinutes(late.minutes)}<//>`}</p>`;
  }

  function Time({seen, line, say, act, here}) {
    const {clock, paused} = seen.state, stopped = clock?.left != null;
    const [minutes, setMinutes] = useState("5");
    if (!clock) return html`<${Details} summary="Start a clock"><form class="ap-board-row" onSubmit=${(e) => { e.preventDefault(); act("clock-start", {minutes}, "The clock runs."); }}>
      <${TextLine} id="board-minutes" label="Minutes" value=${minutes} onInput=${setMinutes} /><button>Start</button></form><//>`;
    return html`<div class="ap-board-time"><${ClockFace} clock=${clock} line=${line} say=${say} over />
      <div class="ap-board-row">
        ${!paused && html`<${Button} onClick=${() => stopped ? act("clock-go-on", {}, "The clock runs.") : act("clock-stop", {}, "The clock stands still.")}>${stopped ? "Let it run" : "Stop the clock"}<//>`}
        <${Button} onClick=${() => act("clock-more", {minutes: 1}, "One minute more.")}>1 minute more<//>
        <${Button} onClick=${() => act("clock-away", {}, "No clock.")}>No clock<//></div>
      ${here && html`<${Details} summary="Move time"><p>This part gets longer or shorter, and the rest of the day moves with it. It would end at ${dayTime(here.end + 5)} with five minutes more.</p>
        <div class="ap-board-row">${[5, 10, -5].map((n) => html`<${Button} key=${n} onClick=${() => act("move-time", {minutes: n}, `${sayMinutes(Math.abs(n))} ${n > 0 ? "longer" : "shorter"}.`)}>${Math.abs(n)} minutes ${n > 0 ? "longer" : "shorter"}<//>`)}</div><//>`}</div>`;
  }

  function Steps({seen, once}) {
    const {looking} = seen;
    const press = (act) => once(act, {exercise: looking.id}, BOARD_DONE[act]);
    return html`<div class="ap-board-row" role="group" aria-label="This exercise">
      ${BOARD_ITS_ACTS.map(([act, words]) => html`<${Button} key=${act} off=${!looking.can.includes(act)} onClick=${() => press(act)}>${words}<//>`)}
      ${looking.sharing === "named" && looking.phase === "waiting" && html`<${Button} onClick=${() => once("open", {exercise: looking.id, anonymous: true}, "Opened, without names.")}>Open without names<//>`}</div>`;
  }

  const SHARED = {private: "Private: nothing of it is shown", anonymous: "Without names"};

  function Exercise({seen, once, act}) {
    const {looking, count} = seen;
    if (!looking) return null;
    const opened = looking.phase !== "waiting";
    return html`<div class="ap-board-exercise">
      ${looking.chosen && html`<p class="ap-board-elsewhere">You are looking at another exercise than the room. <${Button} plain onClick=${() => act("look", {exercise: ""})}>Back to the room<//></p>`}
      <h3>${looking.title}</h3>
      <p><${Tag} tone=${looking.phase === "closed" ? "done" : ""}>${BOARD_PHASES[looking.phase]}<//> <span class="ap-hint">${looking.minutes} minutes. ${looking.named ? "With names" : SHARED[looking.sharing] ?? "With names"}.</span></p>
      ${opened && html`<p class="ap-board-count"><strong>${count.answered} of ${count.people}</strong> have answered${looking.again ? html`, <strong>${count.again}</strong> a second time` : ""}</p>`}
      ${looking.note.length > 0 && !opened && html`<div class="ap-inset"><p><strong>Say this first</strong></p><${Blocks} blocks=${looking.note} /></div>`}
      <${Steps} seen=${seen} once=${once} />
      ${looking.notes.length > 0 && html`<${Details} summary="Your notes for this exercise" key=${looking.id}><${Blocks} blocks=${looking.notes} /><//>`}
    </div>`;
  }

  /** What has come in so far. The projector shows it only after the reveal. */
  function Private({seen}) {
    const {looking} = seen;
    if (!looking || looking.phase === "waiting") return null;
    const alone = looking.picture.flatMap((block) => block.sort === "chart" && block.whole ? block.bars.filter((bar) => bar.value === 1).map((bar) => bar.label) : []);
    return html`<section class="ap-board-card" aria-labelledby="board-private"><h3 id="board-private">${looking.when === "both" ? "First answers, and answers now" : "Answers so far"}</h3>
      <p class="ap-hint">Only you see this. ${looking.shown ? "The room has seen where it stood when you revealed it." : "The room sees nothing until you reveal it."}</p>
      <${Blocks} blocks=${looking.picture} deeper=${2} />
      ${alone.length > 0 && html`<p class="ap-board-alone"><strong>One person alone:</strong> ${alone.map((words) => `“${words}”`).join(", ")}. Look after whoever it is: ask what speaks for it, and never who.</p>`}</section>`;
  }

  function Paused({seen, act}) {
    const [words, setWords] = useState(seen.state.pause_words);
    return html`<form onSubmit=${(e) => { e.preventDefault(); act("pause", {words}, "Everybody sees these words."); }}>
      <${TextLine} id="board-pause" label="Words on every screen" hint="For example: We stop here for five minutes." value=${words} onInput=${setWords} /><button>Show these words</button></form>`;
  }

  return function Now({seen, line, say, act, once}) {
    const {state} = seen, at = seen.day.findIndex((one) => one.id === state.stretch), here = seen.day[at];
    return html`<section class="ap-board-card ap-board-now" aria-label="Now">
      ${state.paused ? html`<h2>Everything is paused</h2><p>Every device and the projector rest. What people have written is kept.</p>` : html`<${Heading} seen=${seen} here=${here} />`}
      ${!state.paused && !state.ended_at && html`<${Pace} seen=${seen} line=${line} act=${act} here=${here} before=${seen.day[at - 1]} />`}
      <${Next} seen=${seen} once=${once} />
      ${state.paused && html`<${Paused} seen=${seen} act=${act} />`}
      ${state.ended_at && html`<p>Everybody is asked to take their work away. <a href="after">Go on to afterwards</a></p><${Button} onClick=${() => act("end", {undo: true}, "The day goes on.")}>It has not ended yet<//>`}
      ${!state.ended_at && html`<${Time} seen=${seen} line=${line} say=${say} act=${act} here=${here} />
        <div class="ap-board-row ap-board-always">
          ${!state.paused && html`<button type="button" class="ap-board-pause" onClick=${() => once("pause", {}, BOARD_DONE.pause)}>Pause everything</button>`}
          ${here && at > 0 && html`<${Button} onClick=${() => once("back", {}, BOARD_DONE.back)}>Back to ${seen.day[at - 1].title}<//>`}
          ${here && at + 1 < seen.day.length && seen.next?.act !== "onward" && html`<${Button} onClick=${() => once("onward", {}, BOARD_DONE.onward)}>On to ${seen.day[at + 1].title}<//>`}</div>`}
      <${Exercise} seen=${seen} once=${once} act=${act} /></section>
      <${Private} seen=${seen} />`;
  };
}
