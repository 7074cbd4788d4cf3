// The exercises in one participant's hands. One that was opened stays in the page until the page is left, so that nothing
// that is being typed is lost when the room moves on.

/** `const {Works, Gate, DayList} = workOf(kit)`. */
export function workOf({html, useEffect, useRef, useState, Button, Warning}) {
  /** One exercise, made by the kernel and drawn by itself. */
  function Work({id, model, shown, line}) {
    const place = useRef(), [why, tell] = useState("");
    useEffect(() => {
      let tidy, left = false;
      line.show(model, place.current).then((done) => { if (left) done?.(); else tidy = done; },
        () => tell("This exercise could not be shown. What you have written is safe: reload the page."));
      return () => { left = true; tidy?.(); };
    }, [model]);
    return html`<div class="ap-work" hidden=${!shown} data-exercise=${id}>${why && html`<p class="ap-error" role="alert">${why}</p>`}<div ref=${place}></div></div>`;
  }

  const Works = ({models, shown, line}) => Object.entries(models).map(([id, model]) =>
    html`<${Work} key=${id} id=${id} model=${model} shown=${id === shown} line=${line} />`);

  /** Before an exercise that should not come unawares: what is in it, and a door. Others open by themselves. */
  function Gate({one, line}) {
    const [asked, ask] = useState(false), [why, tell] = useState("");
    const enter = async () => {
      ask(true); tell("");
      const {why: no} = await line.act("open", {exercise: one.id});
      if (no) { tell(no); ask(false); }
    };
    const alone = one.open && (!one.note || one.mine);
    useEffect(() => { if (alone) enter(); }, [one.id, alone]);
    if (!one.open && !one.note) return null;
    if (alone && !why) return html`<p class="ap-hint">Opening the exercise…</p>`;
    return html`<div class="ap-gate">${one.note && html`<${Warning}><div dangerouslySetInnerHTML=${{__html: one.note}} /><//>`}
      ${why && html`<p class="ap-error" role="alert">${why}</p>`}
      ${one.open ? html`<p><${Button} primary off=${asked} onClick=${enter} about=${one.title}>Open the exercise<//></p>
        <p class="ap-hint">You can leave it closed and follow on the screen.</p>`
      : html`<p class="ap-hint">This is in it. You need not decide now.</p>`}</div>`;
  }

  const MINE = {begun: "You have begun", finished: "You have marked it as finished"};
  const ROOMS = {waiting: "Not open yet", open: "Open now", held: "Closed for the moment", shown: "The room is looking at it", again: "Open for a second answer", closed: "Finished for the room"};
  const status = (one, free) => [
    `About ${one.minutes} minutes`, free && one.phase === "waiting" ? "" : ROOMS[one.phase], MINE[one.mine] ?? (one.phase === "waiting" ? "" : "Nothing of yours yet"),
    one.late ? "Your last change came after it was closed: kept for you, and not counted" : "",
  ].filter(Boolean).map((words) => `${words}.`).join(" ");

  /** Every exercise of the day, to go back to or, at one's own pace, to go on to. */
  const DayList = ({exercises, shown, free, choose}) => html`<ul class="ap-tasks ap-day-list">${exercises.map((one) => html`<li key=${one.id}>
    <span><strong>${one.title}</strong><br /><span class="ap-hint">${status(one, free)}</span></span>
    ${one.id === shown ? html`<span class="ap-tag">In front of you</span>`
    : one.open && html`<${Button} about=${one.title} onClick=${() => choose(one.id)}>${one.mine ? "Go back to it" : "Open it"}<//>`}</li>`)}</ul>`;

  return {Works, Gate, DayList};
}
