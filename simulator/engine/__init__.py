"""The rules of the simulation: pure functions from a case, a run and an action to new events."""
