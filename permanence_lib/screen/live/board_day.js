// The day in order, with now and next; the pace; and the questions that are kept.
import {dayTime} from "./board_time.js";

const BOARD_SHORT = {waiting: "", open: "Open", held: "Held", shown: "Revealed", again: "Open again", closed: "Closed"};

export function dayOf(kit) {
  const {html, useState, Button, Details, Tag, TextLine} = kit;

  function Questions({seen, act}) {
    const {questions} = seen.state, [words, setWords] = useState("");
    const keep = async (e) => { e.preventDefault(); if (await act("question-keep", {words}, "The question is kept.")) setWords(""); };
    return html`<section class="ap-board-card" aria-labelledby="board-questions"><h2 id="board-questions">Questions kept</h2>
      ${questions.length > 0 && html`<ul class="ap-board-questions">${questions.map((one) => html`<li key=${one.id} data-done=${one.answered ? "" : undefined}><span dir="auto">${one.words}</span>${one.carried && html` <${Tag}>From an earlier day<//>`}${one.answered && html` <${Tag} tone="done">Answered<//>`}
        <span class="ap-board-row"><${Button} plain about=${one.words} onClick=${() => act("question-done", {id: one.id, undo: one.answered}, one.answered ? "Open again." : "Answered.")}>${one.answered ? "Not yet after all" : "Answered"}<//>
        <${Button} plain about=${one.words} onClick=${() => act("question-drop", {id: one.id}, "The question is gone.")}>Let go<//></span></li>`)}</ul>`}
      <form onSubmit=${keep}><${TextLine} id="board-question" label="Keep a question" hint="In your words: it may be shown at the end, and goes on to the next workshop." value=${words} onInput=${setWords} /><button>Keep</button></form></section>`;
  }

  function Row({one, now, seen, act}) {
    const exercise = seen.exercises.find((each) => each.id === one.exercise);
    return html`<li aria-current=${now ? "step" : undefined} class=${now ? "ap-board-here" : ""}><span class="ap-board-when">${dayTime(one.start)}</span>
      <span class="ap-board-what">${now ? html`<strong>${one.title}</strong> <${Tag}>Now<//>` : html`<${Button} plain about=${`begin this part, ${dayTime(one.start)}`} onClick=${() => act("go", {stretch: one.id}, `Now: ${one.title}.`)}>${one.title}<//>`}
      ${exercise && BOARD_SHORT[exercise.phase] && html` <${Tag} tone=${exercise.phase === "closed" ? "done" : ""}>${BOARD_SHORT[exercise.phase]}<//>`}
      ${exercise && exercise.id !== seen.looking?.id && html` <${Button} plain about=${one.title} onClick=${() => act("look", {exercise: exercise.id}, `You are looking at ${exercise.title}.`)}>Look<//>`}</span></li>`;
  }

  function Day({seen, act}) {
    const {pace, stretch} = seen.state, at = seen.day.findIndex((one) => one.id === stretch), next = seen.day[at + 1];
    return html`<section class="ap-board-card" aria-labelledby="board-day"><h2 id="board-day">The day</h2>
      <p>${next ? html`Next: <strong>${next.title}</strong>, ${dayTime(next.start)}.` : "This is the last part of the day."}</p>
      <${Details} summary="The whole day"><p class="ap-hint">Press a part to begin it. Look shows an exercise here and changes nothing for the room.</p>
        <ol class="ap-board-day">${seen.day.map((one) => html`<${Row} key=${one.id} one=${one} now=${one.id === stretch} seen=${seen} act=${act} />`)}</ol><//>
      <div class="ap-board-row" role="group" aria-label="Pace">
        ${[["together", "Together", "The room goes together."], ["free", "At their own pace", "Everybody may open any exercise of the day."]].map(([name, words, done]) => html`<button type="button" key=${name} aria-pressed=${String(pace === name)} onClick=${() => act("pace", {pace: name}, done)}>${words}</button>`)}</div></section>`;
  }

  return {Day, Questions};
}
