"""Do people and graders agree: effective grades, agreement with intervals, gates of automation."""
