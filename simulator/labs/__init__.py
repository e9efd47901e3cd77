"""Labs: a sandbox shell over a scripted machine, with a goal that any right path reaches."""
