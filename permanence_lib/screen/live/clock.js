// The clock of a stretch: `const ClockFace = clockOf(kit)`, then <${ClockFace} clock=${seen.clock} line=${line} say=${say} />.
// `clock` is the room's, as it is kept: {minutes, ends_at, left}. It takes nothing away when it has run out.

/** Seconds that are left; negative when the time is over. */
export const secondsLeft = (clock, now) => clock.left ?? (Date.parse(clock.ends_at) - now) / 1000;

/** '7:05', or '1:12:00' from an hour on. */
export function sayClock(seconds) {
  const all = Math.max(0, Math.ceil(seconds)), two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(all / 3600), minutes = Math.floor(all / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
}

/** When it is said aloud, politely: seconds left, and the words. */
const CLOCK_SAYS = [[300, "5 minutes left."], [60, "1 minute left."], [0, "The time is up. Finish your sentence."]];

/** `over`: show by how much it has run over (the board does; nobody else needs to see it). */
export function clockOf({html, useEffect, useReducer, useRef}) {
  const words = (clock, left) => clock.left != null ? "Stopped" : left > 0 ? "left" : "Time is up";

  return function ClockFace({clock, line, say, over = false, large = false}) {
    const [, tick] = useReducer((n) => n + 1, 0);
    const before = useRef(null);
    useEffect(() => {
      const ticking = setInterval(tick, 500);
      return () => clearInterval(ticking);
    }, []);
    const left = clock ? secondsLeft(clock, line.now()) : 0;
    useEffect(() => {
      if (!clock) { before.current = null; return; }
      const due = CLOCK_SAYS.find(([at]) => before.current != null && before.current > at && left <= at && before.current - left < 10);
      if (due && clock.left == null) say?.(due[1]);
      before.current = left;
    });
    if (!clock) return null;
    const share = Math.min(Math.max(left / Math.max(clock.minutes * 60, 1), 0), 1);
    const up = left <= 0;
    return html`<div class=${`ap-clock${large ? " ap-clock-large" : ""}`} role="timer" aria-label="Time">
      <span class="ap-clock-figures">${up && !over ? "0:00" : up ? `+${sayClock(-left)}` : sayClock(left)}</span>
      <span class="ap-clock-words">${words(clock, left)}</span>
      <svg class="ap-clock-line" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="ap-bar-room" x="0" y="0" width="100" height="4" /><rect class="ap-bar" x="0" y="0" width=${share * 100} height="4" />
      </svg></div>`;
  };
}
