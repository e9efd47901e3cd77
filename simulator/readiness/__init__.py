"""From evidence to levels, readiness, gates and the next exercise: pure functions of stored proofs."""
