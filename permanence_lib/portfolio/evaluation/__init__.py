"""The evaluation of the programme: what one participant chooses to give, and what a cohort says together."""
