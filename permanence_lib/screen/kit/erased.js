// Everything was erased while this page was open: no draft may bring it back, and the page begins again.
export function guard({sitting}) {
  sitting.forget();
  location.reload();
}
