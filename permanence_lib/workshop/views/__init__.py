"""The pages of a room: `place` is a participant's, `board` and `screen` (the projector) are the facilitator's."""
