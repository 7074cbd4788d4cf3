// Voila's own front end asks its page for MathJax, from another host unless told otherwise. Our pages hold no formulas: this does nothing.

{
  const nothing = () => {};
  window.MathJax = { Hub: { config: {}, Config: nothing, Configured: nothing, Queue: nothing, Register: { StartupHook: nothing } }, Ajax: {} };
}
