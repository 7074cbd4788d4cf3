// Everything was erased while this page was open: no draft may bring it back, and the page begins again.
export function guard({sitting}) {
  const {place, frame} = sitting;
  for (const key of Object.keys(place ?? {})) if (key.startsWith(`permanence:${frame.who}:`)) place.removeItem(key);
  sitting.saving.keepDraft = () => {};
  location.reload();
}
