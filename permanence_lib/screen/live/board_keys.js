// Keys for a facilitator who stands: each can be switched off with all the others, and none works while something is typed.

const BOARD_KEYS = [
  ["n", "The next thing: the large button"], ["o", "Open the exercise"], ["h", "Hold it: show nothing"], ["r", "Reveal"], ["a", "Ask again"],
  ["c", "Close the exercise"], ["p", "Pause everything, or go on"], ["t", "Stop the clock, or let it run"], ["m", "One minute more"],
];
const BOARD_KEYS_KEPT = "ap-board-keys";
const BOARD_TYPED = "input, textarea, select, [contenteditable]";

/** What a key asks for as the room stands: [act, given, words when done]; null for none. */
export function askedByKey(key, {state, next, looking}) {
  const its = (act, done) => looking?.can.includes(act) ? [act, {exercise: looking.id}, done] : null;
  const stopped = state.clock?.left != null;
  return {
    n: () => next && [next.act, next.given, `${next.label}.`],
    o: () => its("open", "Opened."), h: () => its("hold", "Held. Nothing is shown."), r: () => its("reveal", "Revealed."),
    a: () => its("again", "Asked again."), c: () => its("close", "Closed."),
    p: () => state.paused ? ["go-on", {}, "The room goes on."] : ["pause", {}, "Everything is paused."],
    t: () => state.clock && !state.paused ? [stopped ? "clock-go-on" : "clock-stop", {}, stopped ? "The clock runs." : "The clock stands still."] : null,
    m: () => state.clock && ["clock-more", {minutes: 1}, "One minute more."],
  }[key]?.() ?? null;
}

export function keysOf({html, useEffect, useRef, useState, Details}) {
  return function Keys({seen, once, say}) {
    const [on, setOn] = useState(() => sessionStorage.getItem(BOARD_KEYS_KEPT) !== "off");
    const latest = useRef(); latest.current = {seen, once, on};
    useEffect(() => {
      const press = (event) => {
        const {seen, once, on} = latest.current;
        if (!on || event.repeat || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.(BOARD_TYPED)) return;
        const asked = askedByKey(event.key.toLowerCase(), seen);
        if (asked) { event.preventDefault(); once(...asked); }
      };
      document.addEventListener("keydown", press);
      return () => document.removeEventListener("keydown", press);
    }, []);
    const turn = () => { sessionStorage.setItem(BOARD_KEYS_KEPT, on ? "off" : "on"); setOn(!on); say(on ? "Keys are off." : "Keys are on."); };
    return html`<div class="ap-board-keys"><${Details} summary=${`Keyboard keys (${on ? "on" : "off"})`}>
      <p><button type="button" aria-pressed=${String(on)} onClick=${turn}>Keys on</button></p>
      <dl>${BOARD_KEYS.map(([key, words]) => html`<div key=${key}><dt><kbd>${key.toUpperCase()}</kbd></dt><dd>${words}</dd></div>`)}</dl>
      <p class="ap-hint">They rest while you type in a field, and while keys are off.</p><//></div>`;
  };
}
