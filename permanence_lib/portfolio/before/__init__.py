"""Before a workshop: what a participant tells the facilitator, and what a cohort's answers say together."""
