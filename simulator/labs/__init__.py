"""Labs: a shell over a scripted machine. The same lab, seed and commands give the same machine, always."""
