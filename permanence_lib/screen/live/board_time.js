// Times of the day, as the room's clock on the wall shows them.

const boardTwo = (n) => String(n).padStart(2, "0");

/** Minutes after midnight as '09:30'. */
export const dayTime = (minutes) => `${boardTwo(Math.floor(minutes / 60) % 24)}:${boardTwo(((minutes % 60) + 60) % 60)}`;

/** '1 minute', '6 minutes'. */
export const sayMinutes = (n) => `${n} minute${n === 1 ? "" : "s"}`;

/** A moment as minutes after midnight, by this device's own time zone. */
export function minutesOf(ms) {
  const day = new Date(ms);
  return day.getHours() * 60 + day.getMinutes() + day.getSeconds() / 60;
}

/** When this part would end as things stand, against the plan: {minutes (late), words}; null before it has begun. */
export function howLate({clock, since}, here, now) {
  if (!since) return null;
  const left = clock ? (clock.left ?? (Date.parse(clock.ends_at) - now) / 1000) : 0;
  const end = minutesOf(now) + Math.max(left, 0) / 60;
  const minutes = Math.round(clock || end > here.end ? end - here.end : 0);
  const ends = dayTime(Math.round(end));
  if (Math.abs(minutes) > 90) return {minutes: 0, words: `The plan has this from ${dayTime(here.start)} to ${dayTime(here.end)}. It is ${dayTime(Math.floor(minutesOf(now)))} now.`};
  if (minutes > 1) return {minutes, words: `${sayMinutes(minutes)} late: this part would end at ${ends}, planned for ${dayTime(here.end)}.`};
  if (minutes < -1) return {minutes, words: `${sayMinutes(-minutes)} early: this part would end at ${ends}, planned for ${dayTime(here.end)}.`};
  return {minutes: 0, words: `On time: this part ends at ${dayTime(here.end)}.`};
}
