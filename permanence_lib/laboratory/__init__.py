"""An authority's own figures, read on its own machine: the yearly return, what it measures, and invented ones to practise on."""
